import HosoProto

/// One component of a dossier.
struct DossierComponentBody: Encodable {
    let code: String
    let name: String
    let paperTypeCode: String
    let role: String
    let required: Bool
    let digitize: Bool
    let digitization: String
    let resultCode: String
    let documentId: String?
    let originals: Int32
    let copies: Int32
    let exemptionCode: String

    init(_ wire: Hoso_Intake_V1_DossierComponent) {
        self.code = wire.code
        self.name = wire.name
        self.paperTypeCode = wire.paperTypeCode
        self.role = WireForm.word(wire.role)
        self.required = wire.required
        self.digitize = wire.digitize
        self.digitization = WireForm.word(wire.digitization)
        self.resultCode = wire.resultCode
        self.documentId = WireForm.id(wire.documentID)
        self.originals = wire.originals
        self.copies = wire.copies
        self.exemptionCode = wire.exemptionCode
    }
}
