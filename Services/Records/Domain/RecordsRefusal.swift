/// Why a rule of records management refuses something.
public enum RecordsRefusal: Error, Hashable, Sendable {
    /// A value is missing; the name says which.
    case missing(String)
    /// Not of the form `NN.ABBR`.
    case badNotation(String)
    /// Two entries of a plan share this notation.
    case notationTwice(String)
    /// A year that no plan can have.
    case badYear(Int)
    /// A retention outside 0 to 70 years.
    case badRetention(Int)
    /// The plan is approved: what changes now is an amendment, not a replacement.
    case planIsFixed(FilingPlanState)
    /// A plan goes from draft over approved to in force and closed, one step at a time.
    case planStep(from: FilingPlanState, to: FilingPlanState)
    /// The record is closed and takes no more documents.
    case recordClosed(String)
    /// The record is not complete; every reason is named.
    case incomplete([CompletenessGap])
    /// Somebody else changed the record since the caller read it.
    case changedMeanwhile(expected: Int64, actual: Int64)
    /// Nothing is known under that name.
    case notFound(String)
}
