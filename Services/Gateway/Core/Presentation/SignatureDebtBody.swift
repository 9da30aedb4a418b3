import HosoProto

/// What a signed document still lacks; it is mended without anybody's doing (R39).
struct SignatureDebtBody: Encodable {
    let reason: String
    let wanted: String
    let reached: String
    let since: String?

    init(_ wire: Hoso_Signing_V1_SignatureUpkeep) {
        self.reason = WireForm.word(wire.reason)
        self.wanted = WireForm.word(wire.wanted)
        self.reached = WireForm.word(wire.reached)
        self.since = WireForm.time(wire.sinceAt, if: wire.hasSinceAt)
    }
}
