import HosoProto

/// One hand-over inside or between agencies (R16).
struct HandoverBody: Encodable {
    let fromOfficerCode: String
    let toSection: String
    let toAgencyCode: String
    let handedAt: String?
    let dueAt: String?
    let onTime: Bool

    init(_ wire: Hoso_Intake_V1_Handover) {
        self.fromOfficerCode = wire.fromOfficerCode
        self.toSection = wire.toSection
        self.toAgencyCode = wire.toAgencyCode
        self.handedAt = WireForm.time(wire.handedAt, if: wire.hasHandedAt)
        self.dueAt = WireForm.time(wire.dueAt, if: wire.hasDueAt)
        self.onTime = wire.onTime
    }
}
