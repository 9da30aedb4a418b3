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
    /// Records were opened from this entry: it cannot be taken out of the plan.
    case entryInUse(String)
    /// The year has a plan of other content already.
    case planIsThere(year: Int)
    /// No rule of the plan takes it: a person opens or names a record.
    case noRule
    /// The rules of several entries take it; their notations.
    case manyRules([String])
    /// A completeness contract that cannot hold; the text says what.
    case badContract(String)
    /// Content of a state secret may not be kept; the name says which value could carry it (R74).
    case secretContent(String)
    /// The officer must be named: what happens here is on record.
    case noOfficer
    /// A document is not in the record, or was removed from it.
    case notFiled(ordinal: Int)
    /// A record in this state does not take that step.
    case wrongState(String, RecordState)
    /// The record is frozen by a legal hold; the text is its reason.
    case onHold(String)
    /// The rights do not let this officer read; the officers who can be asked.
    case readingDenied(RightSubject, askers: [String])
    /// Nobody confirms a change of their own.
    case ownChange
    /// A value does not fit; name and reason.
    case badValue(String, String)
    /// Nothing is known under that name.
    case notFound(String)
}
