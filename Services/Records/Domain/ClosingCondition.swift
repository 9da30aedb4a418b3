/// What must have happened before the work of a record counts as ended.
public enum ClosingCondition: String, CaseIterable, Sendable {
    /// The dossier is finished where there is one; the end date alone where there is none.
    case usual
    /// The result was issued.
    case resultIssued
    /// The final account of a construction was approved (quyết toán).
    case settlementApproved
    /// A superior decided that the work has ended.
    case decided
}
