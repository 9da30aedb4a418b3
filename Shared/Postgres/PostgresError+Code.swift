extension PostgresError {
    /// The kind of a ``PostgresError``.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String, Hashable, Sendable {
            case cannotConnect, connectionLost, commitUnknown, timedOut, cancelled, poolExhausted, clientClosed
            case server, uniqueViolation, foreignKeyViolation, checkViolation, notNullViolation, exclusionViolation
            case serializationFailure, deadlock, lockNotAvailable, transactionAborted, statementInvalidated
            case insufficientPrivilege, undefinedObject
            case decoding, encoding, misuse, outOfMemory
        }

        private let kind: Kind

        private init(_ kind: Kind) {
            self.kind = kind
        }

        /// The name of the code, as it is written in Swift.
        public var description: String { self.kind.rawValue }

        /// No connection could be made.
        public static let cannotConnect = Self(.cannotConnect)
        /// The connection broke. A single statement outside a transaction may or may not have run.
        public static let connectionLost = Self(.connectionLost)
        /// The connection broke while COMMIT was under way: nobody knows whether the transaction took effect.
        public static let commitUnknown = Self(.commitUnknown)
        /// A statement, or waiting for an answer, took longer than allowed.
        public static let timedOut = Self(.timedOut)
        /// The task was cancelled, or an administrator cancelled the statement.
        public static let cancelled = Self(.cancelled)
        /// Every connection is taken, and too many wait or waited too long.
        public static let poolExhausted = Self(.poolExhausted)
        /// The client was shut down.
        public static let clientClosed = Self(.clientClosed)
        /// The server refused the statement for a reason that has no code of its own; see `sqlState`.
        public static let server = Self(.server)
        /// A unique constraint or primary key was broken (23505).
        public static let uniqueViolation = Self(.uniqueViolation)
        /// A foreign key was broken (23503).
        public static let foreignKeyViolation = Self(.foreignKeyViolation)
        /// A check constraint was broken (23514).
        public static let checkViolation = Self(.checkViolation)
        /// A column that may not be NULL was (23502).
        public static let notNullViolation = Self(.notNullViolation)
        /// An exclusion constraint was broken (23P01).
        public static let exclusionViolation = Self(.exclusionViolation)
        /// Another transaction changed what this one had read (40001).
        public static let serializationFailure = Self(.serializationFailure)
        /// Two transactions waited for each other and this one was chosen to end (40P01).
        public static let deadlock = Self(.deadlock)
        /// A lock was not free and the statement was told not to wait (55P03).
        public static let lockNotAvailable = Self(.lockNotAvailable)
        /// A statement had failed in this transaction before, so that it can only roll back (25P02).
        public static let transactionAborted = Self(.transactionAborted)
        /// A table was changed under a prepared statement; the next try prepares it anew.
        public static let statementInvalidated = Self(.statementInvalidated)
        /// The role has no right to do this (42501).
        public static let insufficientPrivilege = Self(.insufficientPrivilege)
        /// A table, column, function, schema or type does not exist.
        public static let undefinedObject = Self(.undefinedObject)
        /// A row does not have the shape that was asked for.
        public static let decoding = Self(.decoding)
        /// A value cannot be sent.
        public static let encoding = Self(.encoding)
        /// The client was used in a way that it forbids.
        public static let misuse = Self(.misuse)
        /// libpq had no memory.
        public static let outOfMemory = Self(.outOfMemory)

        /// Whether the same work may succeed when it is tried again as a whole.
        ///
        /// `commitUnknown` is not retriable: first find out whether the transaction took effect.
        public var isRetriable: Bool {
            switch self.kind {
            case .cannotConnect, .connectionLost, .timedOut, .poolExhausted, .serializationFailure, .deadlock,
                .lockNotAvailable, .statementInvalidated, .outOfMemory:
                true
            case .commitUnknown, .cancelled, .clientClosed, .server, .uniqueViolation, .foreignKeyViolation,
                .checkViolation, .notNullViolation, .exclusionViolation, .transactionAborted, .insufficientPrivilege,
                .undefinedObject, .decoding, .encoding, .misuse:
                false
            }
        }

        /// The code for what the server reported.
        init(sqlState: String) {
            switch sqlState {
            case "23505": self = .uniqueViolation
            case "23503": self = .foreignKeyViolation
            case "23514": self = .checkViolation
            case "23502": self = .notNullViolation
            case "23P01": self = .exclusionViolation
            case "40001": self = .serializationFailure
            case "40P01": self = .deadlock
            case "55P03": self = .lockNotAvailable
            case "25P02": self = .transactionAborted
            case "26000": self = .statementInvalidated
            case "57014": self = .cancelled
            case "25P03", "57P05": self = .timedOut
            case "57P01", "57P02", "57P03": self = .connectionLost
            case "42501": self = .insufficientPrivilege
            case "42P01", "42703", "42883", "3F000", "42704": self = .undefinedObject
            case "53200": self = .outOfMemory
            default: self = sqlState.hasPrefix("08") ? .connectionLost : .server
            }
        }
    }
}
