import HosoProto

/// Answer of `GET /v1/dossiers/{code or id}`.
struct DossierDetailBody: Encodable {
    let dossier: DossierBody
    let history: [StatusChangeBody]
    let handovers: [HandoverBody]
    let papers: [PaperBody]

    init(_ wire: Hoso_Intake_V1_GetDossierResponse, papers: [Hoso_Digitization_V1_Paper]) {
        self.dossier = DossierBody(wire.dossier)
        self.history = wire.history.map(StatusChangeBody.init)
        self.handovers = wire.handovers.map(HandoverBody.init)
        self.papers = papers.map(PaperBody.init)
    }
}
