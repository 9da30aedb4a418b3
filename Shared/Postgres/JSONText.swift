/// A JSON document as text, stored as `jsonb`.
public struct JSONText: Hashable, Sendable {
    /// The document. The server refuses text that is not JSON.
    public let text: String

    /// Wraps a text.
    public init(_ text: String) {
        self.text = text
    }
}
