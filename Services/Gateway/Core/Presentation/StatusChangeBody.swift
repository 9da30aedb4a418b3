import HosoProto

/// One move between two statuses.
struct StatusChangeBody: Encodable {
    let from: String
    let to: String
    let officerCode: String
    let changedAt: String?
    let note: String

    init(_ wire: Hoso_Intake_V1_StatusChange) {
        self.from = WireForm.word(wire.from)
        self.to = WireForm.word(wire.to)
        self.officerCode = wire.officerCode
        self.changedAt = WireForm.time(wire.changedAt, if: wire.hasChangedAt)
        self.note = wire.note
    }
}
