/// How secret a paper is declared to be (R31).
public enum SecrecyLevel: String, CaseIterable, Hashable, Sendable {
    /// Not a state secret.
    case none
    /// Mật.
    case secret
    /// Tối mật.
    case highlySecret
    /// Tuyệt mật.
    case topSecret

    /// Whether content of the paper may come in.
    public var admitsContent: Bool { self == .none }
}
