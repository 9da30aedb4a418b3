import HosoProto

/// A dossier.
struct DossierBody: Encodable {
    let id: String?
    let code: String
    let procedureCode: String
    let procedureVersion: Int32
    let procedureName: String
    let owner: OwnerBody
    let status: String
    let channel: String
    let receivingAgencyCode: String
    let supportingAgencyCode: String
    let competentAgencyCode: String
    let components: [DossierComponentBody]
    let openedAt: String?
    let acceptedAt: String?
    let dueAt: String?
    let receipt: BlobBody?
    let version: Int64
    let filingNotation: String

    init(_ wire: Hoso_Intake_V1_Dossier) {
        self.id = WireForm.id(wire.id)
        self.code = wire.code
        self.procedureCode = wire.procedureCode
        self.procedureVersion = wire.procedureVersion
        self.procedureName = wire.procedureName
        self.owner = OwnerBody(wire.owner)
        self.status = WireForm.word(wire.status)
        self.channel = WireForm.word(wire.channel)
        self.receivingAgencyCode = wire.receivingAgencyCode
        self.supportingAgencyCode = wire.supportingAgencyCode
        self.competentAgencyCode = wire.competentAgencyCode
        self.components = wire.components.map(DossierComponentBody.init)
        self.openedAt = WireForm.time(wire.openedAt, if: wire.hasOpenedAt)
        self.acceptedAt = WireForm.time(wire.acceptedAt, if: wire.hasAcceptedAt)
        self.dueAt = WireForm.time(wire.dueAt, if: wire.hasDueAt)
        self.receipt = BlobBody(wire.receipt, if: wire.hasReceipt)
        self.version = wire.version
        self.filingNotation = wire.filingNotation
    }
}
