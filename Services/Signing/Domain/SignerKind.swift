/// Whose signature a certificate makes.
public enum SignerKind: String, Sendable, CaseIterable {
    /// A person's.
    case person
    /// An organisation's.
    case organisation
}
