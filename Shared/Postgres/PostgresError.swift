/// What went wrong between hoso and PostgreSQL.
///
/// `==` looks at ``code`` only, so that a test names the kind of failure and nothing else.
/// ``description`` is safe for logs; ``debugDescription`` has everything, also the server's detail, which may hold
/// values of a row and so personal data.
public struct PostgresError: Error, Sendable {
    /// The kind of failure.
    public let code: Code
    /// What happened, in one sentence.
    public let message: String
    /// The five characters of SQLSTATE when the server reported the failure.
    public internal(set) var sqlState: String?
    /// The constraint that was broken, when the server named one.
    public internal(set) var constraint: String?
    /// The table concerned, when the server named one.
    public internal(set) var table: String?
    /// The column concerned, when it is known.
    public internal(set) var column: String?
    /// The server's detail. It may hold values of a row: do not log it.
    public internal(set) var detail: String?
    /// The server's hint.
    public internal(set) var hint: String?
    /// The failure behind this one.
    public internal(set) var cause: (any Error)?
    /// Where the error was made, as `module/file:line`.
    public let location: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - message: What happened, in one sentence, without values of a row.
    ///   - cause: The failure behind this one.
    ///   - file: Leave the default.
    ///   - line: Leave the default.
    public init(
        code: Code, message: String, cause: (any Error)? = nil, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.code = code
        self.message = message
        self.cause = cause
        self.location = "\(file):\(line)"
    }

    /// Whether the same work may succeed when it is tried again as a whole.
    public var isRetriable: Bool { self.code.isRetriable }
}

extension PostgresError: Hashable {
    /// Compares codes only.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.code == rhs.code }

    /// Hashes the code only.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.code) }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// Code, SQLSTATE, names of constraint, table and column, and the message where it cannot hold a value.
    public var description: String {
        var text = "\(self.code)"
        if let sqlState { text += " [\(sqlState)]" }
        if let constraint { text += " constraint \(constraint)" }
        if let table { text += " table \(table)" }
        if let column { text += " column \(column)" }
        return self.messageMayHoldValues ? text : "\(text): \(self.message)"
    }

    /// Everything that is known, also values of rows.
    public var debugDescription: String {
        var text = "\(self.code)"
        if let sqlState { text += " [\(sqlState)]" }
        if let constraint { text += " constraint \(constraint)" }
        if let table { text += " table \(table)" }
        if let column { text += " column \(column)" }
        text += ": \(self.message)"
        if let detail { text += "; detail: \(detail)" }
        if let hint { text += "; hint: \(hint)" }
        if let cause { text += "; because of: \(String(reflecting: cause))" }
        return "\(text) (\(self.location))"
    }

    /// Data exceptions (class 22) quote the refused value, and raised exceptions (class P0) say what their author liked.
    private var messageMayHoldValues: Bool {
        guard let sqlState else { return false }
        return sqlState.hasPrefix("22") || sqlState.hasPrefix("P0")
    }
}
