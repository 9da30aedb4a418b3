import HosoProto

/// Answer of `POST /v1/dossiers:prepare`.
struct PreparationBody: Encodable {
    let procedure: ProcedureBody
    let reuseOffers: [ReuseOfferBody]
    let missingComponentCodes: [String]

    init(_ wire: Hoso_Intake_V1_PrepareDossierResponse) {
        self.procedure = ProcedureBody(wire.procedure)
        self.reuseOffers = wire.reuseOffers.map(ReuseOfferBody.init)
        self.missingComponentCodes = wire.missingComponentCodes
    }
}
