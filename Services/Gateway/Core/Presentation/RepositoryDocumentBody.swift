import HosoProto

/// A document of the repository.
struct RepositoryDocumentBody: Encodable {
    let id: String?
    let ownerId: String
    let resultCode: String
    let paperTypeCode: String
    let title: String
    let role: String
    let file: BlobBody?
    let pages: Int32
    let fields: [FieldValueBody]
    let dossierCode: String
    let componentCode: String
    let storedAt: String?
    let reuseCount: Int32
    let ordinal: Int32
    let signedValid: Bool

    init(_ wire: Hoso_Records_V1_RepositoryDocument) {
        self.id = WireForm.id(wire.id)
        self.ownerId = wire.ownerID
        self.resultCode = wire.resultCode
        self.paperTypeCode = wire.paperTypeCode
        self.title = wire.title
        self.role = WireForm.word(wire.role)
        self.file = BlobBody(wire.file, if: wire.hasFile)
        self.pages = wire.pages
        self.fields = wire.fields.map(FieldValueBody.init)
        self.dossierCode = wire.dossierCode
        self.componentCode = wire.componentCode
        self.storedAt = WireForm.time(wire.storedAt, if: wire.hasStoredAt)
        self.reuseCount = wire.reuseCount
        self.ordinal = wire.ordinal
        self.signedValid = wire.signedValid
    }
}
