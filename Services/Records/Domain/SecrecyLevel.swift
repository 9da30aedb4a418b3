/// Levels of state secrets (Law 117/2025/QH15).
public enum SecrecyLevel: String, CaseIterable, Sendable {
    /// Mật.
    case secret
    /// Tối mật.
    case highlySecret
    /// Tuyệt mật.
    case topSecret
}
