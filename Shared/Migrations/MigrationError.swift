/// Why a schema was not migrated; the message says what to do.
public struct MigrationError: Error, Sendable {
    /// The kind of failure.
    public let code: Code
    /// What is wrong and what to do, in sentences.
    public let message: String
    /// The failure behind this one.
    public let cause: (any Error)?
    /// Where the error was made, as `module/file:line`.
    public let location: String

    /// Creates an error.
    public init(
        code: Code, message: String, cause: (any Error)? = nil, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.code = code
        self.message = message
        self.cause = cause
        self.location = "\(file):\(line)"
    }
}

extension MigrationError {
    /// The kind of a ``MigrationError``.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String, Hashable, Sendable {
            case badNumbering, changed, missing, outOfOrder, failed, noSchema, badSchemaName
        }

        private let kind: Kind

        /// The name of the code, as it is written in Swift.
        public var description: String { self.kind.rawValue }

        /// Two files have one number, or a number is out of range.
        public static let badNumbering = Self(kind: .badNumbering)
        /// A file that was applied has been changed since.
        public static let changed = Self(kind: .changed)
        /// A migration that was applied is not among the files.
        public static let missing = Self(kind: .missing)
        /// A new file has a lower number than one that was applied.
        public static let outOfOrder = Self(kind: .outOfOrder)
        /// PostgreSQL refused a statement.
        public static let failed = Self(kind: .failed)
        /// The schema does not exist and may not be created by this role.
        public static let noSchema = Self(kind: .noSchema)
        /// The schema's name is not made of `a-z`, `0-9` and `_`.
        public static let badSchemaName = Self(kind: .badSchemaName)
    }
}

extension MigrationError: Hashable {
    /// Compares codes only.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.code == rhs.code }

    /// Hashes the code only.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.code) }
}

extension MigrationError: CustomStringConvertible {
    /// Code and message.
    public var description: String { "\(self.code): \(self.message)" }
}
