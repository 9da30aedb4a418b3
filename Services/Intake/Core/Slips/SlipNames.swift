/// The names a slip prints, asked from the directory.
struct SlipNames: Hashable, Sendable {
    /// The agency whose desk took the dossier.
    let desk: String
    /// The agency that decides.
    let competentAgency: String
    /// The officer at the desk.
    let officer: String
}
