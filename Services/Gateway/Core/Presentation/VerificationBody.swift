import HosoProto

/// Answer of `POST /v1/verifications`.
struct VerificationBody: Encodable {
    let reports: [SignatureReportBody]

    init(_ wire: Hoso_Signing_V1_VerifyDocumentResponse) { self.reports = wire.reports.map(SignatureReportBody.init) }
}
