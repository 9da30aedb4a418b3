import HosoProto

/// A document that the owner need not bring again (R19).
struct ReuseOfferBody: Encodable {
    let componentCode: String
    let documentId: String?
    let resultCode: String
    let title: String
    let sourceDossierCode: String
    let sourceRole: String
    let storedAt: String?

    init(_ wire: Hoso_Intake_V1_ReuseOffer) {
        self.componentCode = wire.componentCode
        self.documentId = WireForm.id(wire.documentID)
        self.resultCode = wire.resultCode
        self.title = wire.title
        self.sourceDossierCode = wire.sourceDossierCode
        self.sourceRole = WireForm.word(wire.sourceRole)
        self.storedAt = WireForm.time(wire.storedAt, if: wire.hasStoredAt)
    }
}
