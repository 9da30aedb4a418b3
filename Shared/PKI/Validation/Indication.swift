/// The main answer of a verification (EN 319 102-1, 5.1.3).
public enum Indication: String, Sendable, CaseIterable {
    /// Everything that was checked holds.
    case valid = "TOTAL-PASSED"
    /// Something is proven to be wrong.
    case invalid = "TOTAL-FAILED"
    /// Something that is needed for an answer is missing.
    case indeterminate = "INDETERMINATE"
}
