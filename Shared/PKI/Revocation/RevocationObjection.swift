/// Why a statement about revocation is not believed.
public struct RevocationObjection: Error, Hashable, Sendable {
    /// The kind, in the words of services.
    public let kind: ServiceFault.Kind
    /// What is wrong, in words for the log.
    public let detail: String

    init(_ kind: ServiceFault.Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}

extension RevocationObjection: CustomStringConvertible {
    /// The kind and the words.
    public var description: String { "\(self.kind.rawValue), \(self.detail)" }
}
