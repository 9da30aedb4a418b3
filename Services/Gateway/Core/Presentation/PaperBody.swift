import HosoProto

/// One paper on its way.
struct PaperBody: Encodable {
    let id: String?
    let dossierId: String?
    let dossierCode: String
    let componentCode: String
    let paperTypeCode: String
    let role: String
    let ownerId: String
    let agencyCode: String
    let title: String
    let state: String
    let findings: [QualityFindingBody]
    let pages: Int32
    let a4Hundredths: Int32
    let meanConfidence: Int32
    let scan: BlobBody?
    let eCopy: BlobBody?
    let signedCopy: BlobBody?
    let text: BlobBody?
    let fields: [FieldValueBody]
    let resultCode: ResultCodeBody?
    let receivedAt: String?
    let storedAt: String?

    init(_ wire: Hoso_Digitization_V1_Paper) {
        self.id = WireForm.id(wire.id)
        self.dossierId = WireForm.id(wire.dossierID)
        self.dossierCode = wire.dossierCode
        self.componentCode = wire.componentCode
        self.paperTypeCode = wire.paperTypeCode
        self.role = WireForm.word(wire.role)
        self.ownerId = wire.ownerID
        self.agencyCode = wire.agencyCode
        self.title = wire.title
        self.state = WireForm.word(wire.state)
        self.findings = wire.findings.map(QualityFindingBody.init)
        self.pages = wire.pages
        self.a4Hundredths = wire.a4Hundredths
        self.meanConfidence = wire.meanConfidence
        self.scan = BlobBody(wire.scan, if: wire.hasScan)
        self.eCopy = BlobBody(wire.eCopy, if: wire.hasECopy)
        self.signedCopy = BlobBody(wire.signedCopy, if: wire.hasSignedCopy)
        self.text = BlobBody(wire.text, if: wire.hasText)
        self.fields = wire.fields.map(FieldValueBody.init)
        self.resultCode = wire.hasResultCode ? ResultCodeBody(wire.resultCode) : nil
        self.receivedAt = WireForm.time(wire.receivedAt, if: wire.hasReceivedAt)
        self.storedAt = WireForm.time(wire.storedAt, if: wire.hasStoredAt)
    }
}
