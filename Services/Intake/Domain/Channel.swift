/// The way a dossier came in (R13).
public enum Channel: Int, CaseIterable, Hashable, Sendable {
    /// At the desk; also what an empty value of the national portal means.
    case desk = 1
    /// Online.
    case online = 2
    /// Through the public postal service.
    case postal = 3
}
