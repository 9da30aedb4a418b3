/// Why a text is no JSON this suite takes.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: String, Sendable {
        /// A character that cannot stand here, or the text ends too early.
        case unexpected
        /// Deeper than ``JSONParser/maximumDepth``.
        case tooDeep
        /// The bytes are not UTF-8.
        case notUTF8
        /// Half of a surrogate pair.
        case loneSurrogate
        /// NUL, which PostgreSQL and the C SDK cannot keep.
        case nul
        /// Two members with one name.
        case duplicateMember
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in bytes from the beginning.
    public let offset: Int
}
