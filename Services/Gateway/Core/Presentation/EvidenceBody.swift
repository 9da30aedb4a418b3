import HosoProto

/// Answer of `GET /v1/reports/{year}/{month}/{figure}/{side}`.
struct EvidenceBody: Encodable {
    struct Item: Encodable {
        let code: String
        let id: String?
        let eventId: String?
    }

    let items: [Item]
    let nextAfter: String?

    init(_ wire: Hoso_Reporting_V1_GetEvidenceResponse) {
        self.items = wire.items.map {
            Item(code: $0.code, id: WireForm.id($0.id), eventId: WireForm.id($0.eventID))
        }
        self.nextAfter = wire.nextAfterCode.isEmpty ? nil : wire.nextAfterCode
    }
}
