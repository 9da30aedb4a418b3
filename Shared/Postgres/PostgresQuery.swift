/// One SQL statement with its values.
///
/// Written as a string literal; every interpolation becomes a bind (`$1`, `$2`, …) and never part of the text:
///
/// ```swift
/// let rows = try await client.query("SELECT id FROM dossiers WHERE owner = \(owner) AND opened_on >= \(date)")
/// ```
///
/// The raw way is spelled out: `\(unsafeSQL: "…")`. A name from a variable is `\(identifier: name)`.
public struct PostgresQuery: Sendable, ExpressibleByStringInterpolation {
    /// The text with `$n` where the values go.
    public private(set) var sql: String
    /// The values.
    public private(set) var binds: PostgresBinds
    /// The first value that could not be encoded; thrown when the query is sent.
    private(set) var encodingFailure: PostgresError?
    /// BEGIN, COMMIT, ROLLBACK: sent without preparing them.
    private(set) var isControl = false

    /// Creates a query without values from a literal.
    public init(stringLiteral value: String) {
        self.sql = value
        self.binds = PostgresBinds()
    }

    /// Creates a query from a literal with interpolations.
    public init(stringInterpolation: StringInterpolation) {
        self.sql = stringInterpolation.sql
        self.binds = stringInterpolation.binds
        self.encodingFailure = stringInterpolation.encodingFailure
    }

    /// Creates a query from text that was put together elsewhere.
    ///
    /// - Parameters:
    ///   - unsafeSQL: The text. Nothing in it may come from outside.
    ///   - binds: The values for its `$n`.
    public init(unsafeSQL: String, binds: PostgresBinds = PostgresBinds()) {
        self.sql = unsafeSQL
        self.binds = binds
    }

    /// BEGIN, COMMIT, ROLLBACK and the like.
    static func control(_ sql: String) -> PostgresQuery {
        var query = PostgresQuery(unsafeSQL: sql)
        query.isControl = true
        return query
    }

    /// Checks what the server or libpq would misunderstand.
    func validate() throws(PostgresError) {
        if let encodingFailure { throw encodingFailure }
        guard self.binds.count <= 65_535 else {
            throw PostgresError(
                code: .encoding,
                message: "a statement takes at most 65535 values, this one has \(self.binds.count): use COPY or arrays")
        }
        guard !self.sql.utf8.contains(0) else {
            throw PostgresError(code: .encoding, message: "a statement cannot contain the character NUL")
        }
    }
}

extension PostgresQuery {
    /// Collects the text and the values of a literal.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var sql = ""
        var binds = PostgresBinds()
        var encodingFailure: PostgresError?

        /// Starts an empty query.
        public init(literalCapacity: Int, interpolationCount: Int) {
            self.sql.reserveCapacity(literalCapacity + 3 * interpolationCount)
        }

        /// Appends text.
        public mutating func appendLiteral(_ literal: String) {
            self.sql += literal
        }

        /// Appends a value as the next bind.
        public mutating func appendInterpolation(_ value: some PostgresEncodable) {
            do throws(PostgresError) {
                try value.encode(into: &self.binds)
            } catch {
                self.encodingFailure = self.encodingFailure ?? error
            }
            self.sql += "$\(self.binds.count)"
        }

        /// Appends a value or NULL as the next bind; takes an optional without the compiler's warning about one.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            do throws(PostgresError) {
                try value.encode(into: &self.binds)
            } catch {
                self.encodingFailure = self.encodingFailure ?? error
            }
            self.sql += "$\(self.binds.count)"
        }

        /// Appends text as it is. Nothing in it may come from outside.
        public mutating func appendInterpolation(unsafeSQL: String) {
            self.sql += unsafeSQL
        }

        /// Appends a name, quoted so that it can only be a name.
        public mutating func appendInterpolation(identifier: String) {
            self.sql += quotedIdentifier(identifier)
        }
    }
}

/// A name between double quotes, with double quotes in it doubled.
func quotedIdentifier(_ name: String) -> String {
    var quoted = "\""
    for character in name.unicodeScalars {
        if character == "\"" { quoted += "\"" }
        quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
}
