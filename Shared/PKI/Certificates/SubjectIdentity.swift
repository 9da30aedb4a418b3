/// A number by which a certificate names its holder, such as `CCCD:001085012345` or `MST:0101234567`.
///
/// Vietnamese authorities write the kind before a colon into the attribute UID; others write the bare number into
/// serialNumber.
public struct SubjectIdentity: Hashable, Sendable {
    /// What the number is, in upper case: `CCCD`, `CMND`, `MST`, …; empty when the certificate does not say.
    public let kind: String
    /// The number without its kind.
    public let number: String

    /// Reads the value of an attribute.
    ///
    /// - Parameter text: `KIND:number` or the bare number; white space around the parts is not part of them.
    public init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            self.kind = Self.trimmed(parts[0]).uppercased()
            self.number = Self.trimmed(parts[1])
        } else {
            self.kind = ""
            self.number = Self.trimmed(text[...])
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let tail = text.drop(while: \.isWhitespace)
        guard let last = tail.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(tail[...last])
    }
}
