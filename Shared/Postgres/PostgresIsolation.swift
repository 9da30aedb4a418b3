/// How much of other transactions a transaction sees.
public struct PostgresIsolation: Hashable, Sendable {
    /// The statement that starts a transaction at this level.
    let begin: String

    /// Each statement sees what was committed before it started. The default.
    public static let readCommitted = Self(begin: "BEGIN ISOLATION LEVEL READ COMMITTED")
    /// All statements see the same state; a conflicting change is refused with `.serializationFailure`.
    public static let repeatableRead = Self(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ")
    /// As if transactions ran one after the other; a conflict is refused with `.serializationFailure`.
    public static let serializable = Self(begin: "BEGIN ISOLATION LEVEL SERIALIZABLE")
    /// One unchanging view of the data, and no change allowed: for reports.
    public static let readOnlySnapshot = Self(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
}
