import HosoProto

/// A work record.
struct WorkRecordBody: Encodable {
    let id: String?
    let fileCode: String
    let title: String
    let agencyCode: String
    let year: Int32
    let planNotation: String
    let retentionYears: Int32
    let creator: String
    let state: String
    let dossierCode: String
    let documentCount: Int32
    let openedAt: String?
    let closedAt: String?
    let version: Int64

    init(_ wire: Hoso_Records_V1_WorkRecord) {
        self.id = WireForm.id(wire.id)
        self.fileCode = wire.fileCode
        self.title = wire.title
        self.agencyCode = wire.agencyCode
        self.year = wire.year
        self.planNotation = wire.planNotation
        self.retentionYears = wire.retentionYears
        self.creator = wire.creator
        self.state = WireForm.word(wire.state)
        self.dossierCode = wire.dossierCode
        self.documentCount = wire.documentCount
        self.openedAt = WireForm.time(wire.openedAt, if: wire.hasOpenedAt)
        self.closedAt = WireForm.time(wire.closedAt, if: wire.hasClosedAt)
        self.version = wire.version
    }
}
