import HosoProto

/// What one signature is worth (R36).
struct SignatureReportBody: Encodable {
    let verdict: String
    let subIndication: String
    let signerName: String
    let issuerName: String
    let statedAt: String?
    let intact: Bool
    let coversWholeFile: Bool
    let trusted: Bool
    let timestamped: Bool
    let wordsVi: String
    let wordsEn: String
    let holder: String
    let certificateSha256: String
    let level: String

    init(_ wire: Hoso_Signing_V1_SignatureReport) {
        self.verdict = WireForm.word(wire.verdict)
        self.subIndication = wire.subIndication
        self.signerName = wire.signerName
        self.issuerName = wire.issuerName
        self.statedAt = WireForm.time(wire.statedAt, if: wire.hasStatedAt)
        self.intact = wire.intact
        self.coversWholeFile = wire.coversWholeFile
        self.trusted = wire.trusted
        self.timestamped = wire.timestamped
        self.wordsVi = wire.wordsVi
        self.wordsEn = wire.wordsEn
        self.holder = wire.holder
        self.certificateSha256 = WireForm.hex(wire.certificateSha256)
        self.level = WireForm.word(wire.level)
    }
}
