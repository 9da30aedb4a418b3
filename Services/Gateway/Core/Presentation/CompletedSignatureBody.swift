import HosoProto

/// Answer of `POST /v1/signatures/{requestId}/complete`.
struct CompletedSignatureBody: Encodable {
    let signedDocument: BlobBody
    let report: SignatureReportBody
    /// What the document still lacks; `nil` when nothing.
    let debt: SignatureDebtBody?

    init(_ wire: Hoso_Signing_V1_CompleteSignatureResponse) {
        self.signedDocument = BlobBody(wire.signedDocument)
        self.report = SignatureReportBody(wire.report)
        self.debt = wire.hasDebt ? SignatureDebtBody(wire.debt) : nil
    }
}
