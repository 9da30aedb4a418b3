/// Why records do not count among those to be completed (H-17, H-18; R46).
public enum ExclusionRule: String, CaseIterable, Sendable {
    /// State secret: only the number is kept, never anything of the content (R74).
    case stateSecret
    /// Complex components: digitizing or collecting them is put off.
    case complexComponents
    /// Something else, in words.
    case other
}
