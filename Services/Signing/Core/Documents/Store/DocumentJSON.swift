import Foundation
import Postgres

/// Facts and processes as the JSON they are stored in.
enum DocumentJSON {
    /// The JSON of a value, members in alphabetical order.
    static func text(_ value: some Encodable) throws -> JSONText {
        JSONText(String(decoding: try self.bytes(value), as: UTF8.self))
    }

    /// The same as bytes, for fingerprints.
    static func bytes(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// Reads stored JSON.
    ///
    /// - Throws: ``StoredValueError`` with the column when it is not what was written.
    static func value<Value: Decodable>(_ json: JSONText, column: String, as type: Value.Type = Value.self) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(json.text.utf8))
        } catch {
            throw StoredValueError(column)
        }
    }
}
