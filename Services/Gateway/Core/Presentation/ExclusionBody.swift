import HosoProto

/// An entry of the ledger of records that do not count.
struct ExclusionBody: Encodable {
    let id: String?
    let ordinal: Int64
    let agencyCode: String
    let year: Int32
    let rule: String
    let secrecy: String?
    let reason: String
    let count: Int32
    let fileCode: String
    let officer: String
    let decidedAt: String?
    let seal: String

    init(_ wire: Hoso_Records_V1_Exclusion) {
        self.id = WireForm.id(wire.id)
        self.ordinal = wire.ordinal
        self.agencyCode = wire.agencyCode
        self.year = wire.year
        self.rule = WireForm.word(wire.rule)
        self.secrecy = wire.secrecy == .unspecified ? nil : WireForm.word(wire.secrecy)
        self.reason = wire.reason
        self.count = wire.count
        self.fileCode = wire.fileCode
        self.officer = wire.officerCode
        self.decidedAt = WireForm.time(wire.decidedAt, if: wire.hasDecidedAt)
        self.seal = WireForm.hex(wire.seal)
    }
}

/// Answer of `GET /v1/exclusions`.
struct ExclusionsBody: Encodable {
    let exclusions: [ExclusionBody]
    let brokenOrdinals: [Int64]
    let nextAfter: Int64?

    init(_ wire: Hoso_Records_V1_ListExclusionsResponse) {
        self.exclusions = wire.exclusions.map(ExclusionBody.init)
        self.brokenOrdinals = wire.brokenOrdinals
        self.nextAfter = wire.nextAfterOrdinal == 0 ? nil : wire.nextAfterOrdinal
    }
}
