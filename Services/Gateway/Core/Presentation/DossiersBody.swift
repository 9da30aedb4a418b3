import HosoProto

/// Answer of `GET /v1/dossiers`.
struct DossiersBody: Encodable {
    let dossiers: [DossierBody]
    let nextAfter: String?

    init(_ wire: Hoso_Intake_V1_ListDossiersResponse) {
        self.dossiers = wire.dossiers.map(DossierBody.init)
        self.nextAfter = WireForm.id(wire.nextAfterDossierID)
    }
}
