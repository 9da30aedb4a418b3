import Crypto
import Foundation

/// One step from one form of a schema to the next: a numbered SQL file.
public struct Migration: Sendable, Hashable {
    /// The number at the start of the file's name. Range: 1...9999.
    public let version: Int
    /// What the step does, in snake case: `create_dossiers`.
    public let name: String
    /// The statements.
    public let sql: String

    /// Creates a migration.
    public init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }

    /// Reads a migration from a file such as `0001_create_dossiers.sql`.
    ///
    /// - Parameters:
    ///   - fileName: The name without folder. Form: four digits, `_`, a name of `a-z`, `0-9` and `_`, `.sql`.
    ///   - contents: The text in UTF-8, without NUL.
    /// - Returns: nil when the name or the contents do not have this form, or the number is 0.
    public init?(fileName: String, contents: [UInt8]) {
        guard let match = fileName.wholeMatch(of: /([0-9]{4})_([a-z0-9_]+)\.sql/),
            let version = Int(match.1), version > 0,
            let sql = String(validating: contents, as: UTF8.self), !contents.contains(0)
        else { return nil }
        self.init(version: version, name: String(match.2), sql: sql)
    }

    /// SHA-256 of the statements, by which a later change is noticed.
    public var checksum: [UInt8] {
        Array(SHA256.hash(data: Array(self.sql.utf8)))
    }

    /// Whether it makes an extension, which other schemas of the database may be doing too.
    var makesExtension: Bool {
        self.sql.range(of: "create extension", options: .caseInsensitive) != nil
    }

    /// The name of the file: `0001_create_dossiers.sql`.
    public var fileName: String {
        let digits = String(self.version)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_\(self.name).sql"
    }
}
