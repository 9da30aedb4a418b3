public import Clocks

/// A code an agency bears for a time, with the old form in which other systems may still know it (R2, R3).
public struct CodeAssignment: Hashable, Sendable {
    /// The code in its dotted form.
    public let code: AgencyCode

    /// The old reversed form as it was issued, or `nil` when the agency never had one.
    public let reversedCode: String?

    /// When the agency bears the code.
    public let validity: ValidityPeriod

    /// Makes an assignment.
    public init(code: AgencyCode, reversedCode: String?, validity: ValidityPeriod) {
        self.code = code
        self.reversedCode = reversedCode
        self.validity = validity
    }
}
