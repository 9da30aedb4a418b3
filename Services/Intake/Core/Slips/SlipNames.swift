/// The names a slip prints, asked from the directory.
struct SlipNames: Hashable, Sendable {
    /// The agency above the desk, or empty.
    let parentAgency: String
    /// The agency whose desk took the dossier.
    let desk: String
    /// Where the slip is made, as it stands before the date.
    let place: String
    /// The officer at the desk.
    let officer: String
}
