/// Thrown by a handler when trying again cannot help: the event goes to quarantine.
public struct EventRejected: Error, Hashable, Sendable {
    /// A stable name for the kind of fault, for grouping and metrics; a bounded set per handler.
    public let failure: String
    /// A sentence for the operator, without personal data.
    public let reason: String

    /// Makes a rejection.
    public init(_ reason: String, failure: String = "rejected") {
        self.failure = failure
        self.reason = reason
    }
}
