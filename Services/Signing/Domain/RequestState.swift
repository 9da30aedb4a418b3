/// How far a signature request has come.
public enum RequestState: String, Sendable, CaseIterable {
    /// The digest was handed out; the signature value is awaited.
    case prepared
    /// The signed file is stored and was announced.
    case completed
    /// It will never be completed, and the reason is kept.
    case refused
    /// The signature value did not come in time.
    case expired
}
