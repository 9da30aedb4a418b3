import Clocks
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Single values as the HTTP contract writes them.
enum WireForm {
    /// An id as UUID text; nil when it is absent or none.
    static func id(_ bytes: Data) -> String? { Identifier(bytes: bytes)?.description }

    /// A digest as lower-case hexadecimal digits.
    static func hex(_ bytes: Data) -> String {
        let digits = Array("0123456789abcdef")
        return bytes.reduce(into: "") { $0 += "\(digits[Int($1 >> 4)])\(digits[Int($1 & 15)])" }
    }

    /// An enumeration's value as its case is called: `inProgress`; numbers of a later version are `unknown`.
    static func word<Value: Enum & CaseIterable>(_ value: Value) -> String {
        // Generated cases are the proto's names in lower camel case without the prefix; the tests pin every word.
        Value.allCases.contains { $0.rawValue == value.rawValue } ? "\(value)" : "unknown"
    }

    /// The value of a word; nil for words nobody knows and for `unspecified`.
    static func value<Value: Enum & CaseIterable>(_ word: String, of type: Value.Type = Value.self) -> Value? {
        Value.allCases.first { $0.rawValue != 0 && "\($0)" == word }
    }

    /// The words a caller may choose from, for messages.
    static func words<Value: Enum & CaseIterable>(_ type: Value.Type) -> String {
        Value.allCases.filter { $0.rawValue != 0 }.map { "\($0)" }.joined(separator: ", ")
    }

    /// A time as RFC 3339 in UTC; nil when it is absent.
    static func time(_ timestamp: Google_Protobuf_Timestamp, if isThere: Bool) -> String? {
        isThere ? timestamp.instant?.iso8601 : nil
    }

    /// A day as `2026-03-05`; nil when it is absent.
    static func day(_ day: Hoso_Common_V1_Day, if isThere: Bool) -> String? { isThere ? day.date?.iso8601 : nil }
}
