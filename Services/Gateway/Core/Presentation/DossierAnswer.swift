import HosoProto

/// Answer of the calls that return one dossier; `replayed` only where a key was used.
struct DossierAnswer: Encodable {
    let dossier: DossierBody
    let replayed: Bool?

    init(_ dossier: Hoso_Intake_V1_Dossier, replayed: Bool? = nil) {
        self.dossier = DossierBody(dossier)
        self.replayed = replayed
    }
}
