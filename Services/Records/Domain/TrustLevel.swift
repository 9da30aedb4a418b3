/// How far a held document can be trusted, least first.
public enum TrustLevel: Int, Comparable, Sendable {
    /// No signature was found valid: it proves nothing alone.
    case unverified
    /// Copy whose conformity an officer signed.
    case signedCopy
    /// Electronic original: issued, or a result under the seal of an organisation.
    case original

    /// The level of a document.
    ///
    /// - Parameter isResult: Whether it came out of a procedure.
    public init(_ details: DocumentDetails, isResult: Bool) {
        let valid = details.signatures.filter { $0.verdict == .valid }
        if valid.isEmpty {
            self = .unverified
        } else if details.form == .issued || (isResult && valid.contains { $0.kind == .organization }) {
            self = .original
        } else {
            self = .signedCopy
        }
    }

    public static func < (lhs: TrustLevel, rhs: TrustLevel) -> Bool { lhs.rawValue < rhs.rawValue }
}
