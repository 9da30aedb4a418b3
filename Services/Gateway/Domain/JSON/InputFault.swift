/// One thing wrong with what a caller sent, and where.
public struct InputFault: Hashable, Sendable {
    /// What is wrong, for programs.
    public enum Code: String, CaseIterable, Sendable {
        /// It must be there and is not.
        case missing
        /// Nobody knows a member, parameter or header of this name.
        case unknown
        /// It is of another type.
        case wrongType
        /// It has the right type, but not the right form.
        case malformed
        /// It is too long, too short, too large or too small.
        case outOfRange
    }

    /// JSON pointer into the body (RFC 6901), or `header:Name`, `query:name`, `path:name`.
    public let pointer: String
    /// What is wrong, for programs.
    public let code: Code
    /// What was expected, in Vietnamese.
    public let expectedVi: String
    /// What was expected, in English.
    public let expectedEn: String

    /// Makes a fault.
    public init(pointer: String, code: Code, expectedVi: String, expectedEn: String) {
        self.pointer = pointer
        self.code = code
        self.expectedVi = expectedVi
        self.expectedEn = expectedEn
    }
}
