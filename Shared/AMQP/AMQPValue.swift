/// One value of an AMQP table.
public enum AMQPValue: Hashable, Sendable {
    /// A long string, UTF-8.
    case string(String)
    /// Bytes without meaning to the broker.
    case bytes([UInt8])
    /// A truth value.
    case bool(Bool)
    /// Any integer; smaller wire types are widened when read.
    case int64(Int64)
    /// Any floating-point number.
    case double(Double)
    /// Seconds since 1970-01-01 UTC.
    case timestamp(UInt64)
    /// A nested table.
    case table(AMQPTable)
    /// A list of values.
    case array([AMQPValue])
    /// No value.
    case void

    /// The text, if this is a string.
    public var stringValue: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The bytes of a byte array or of a string's UTF-8.
    public var bytesValue: [UInt8]? {
        switch self {
        case .bytes(let value): value
        case .string(let value): Array(value.utf8)
        default: nil
        }
    }

    /// The number, if this is an integer.
    public var int64Value: Int64? {
        guard case .int64(let value) = self else { return nil }
        return value
    }

    /// The truth value, if this is one.
    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }
}

extension AMQPValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// Makes a string.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Makes an integer.
    public init(integerLiteral value: Int64) { self = .int64(value) }

    /// Makes a truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
