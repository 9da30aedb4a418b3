/// What is demanded of a signature beyond being sound.
public struct ValidationPolicy: Sendable {
    /// What is demanded about revocation.
    public enum RevocationDemand: String, Hashable, Sendable, CaseIterable {
        /// Without a statement about every certificate the verdict stays open.
        case required
        /// A missing or outdated statement is recorded as debt and does not keep a signature from being valid; a revocation
        /// that is known always counts. For the moment of signing, when an authority is away (R39).
        case recorded
    }

    /// What is demanded about revocation.
    public var revocation: RevocationDemand
    /// Until when which algorithms are accepted.
    public var algorithms: AlgorithmLimits
    /// How far clocks may differ.
    public var clockSkew: Duration
    /// No more signatures and timestamps than this are judged in one document.
    public var signatureLimit: Int

    /// Makes a policy.
    public init(
        revocation: RevocationDemand = .required, algorithms: AlgorithmLimits = .standard, clockSkew: Duration = .seconds(300),
        signatureLimit: Int = 256
    ) {
        self.revocation = revocation
        self.algorithms = algorithms
        self.clockSkew = clockSkew
        self.signatureLimit = signatureLimit
    }

    /// What the suite demands of documents from outside.
    public static let standard = ValidationPolicy()
}
