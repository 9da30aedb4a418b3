import AMQP
import GRPCCore

/// Metadata of a call as AMQP headers, and back.
///
/// A key that occurs once is one header, a repeated key is an array in order. Text travels as a string,
/// the value of a `-bin` key as bytes. Keys are lower case on the wire, as in HTTP/2.
enum MetadataCodec {
    /// Adds metadata to a table.
    ///
    /// Keys that gRPC keeps for itself are left out, as over HTTP/2.
    ///
    /// - Throws: `INVALID_ARGUMENT` for a key that is not a gRPC key or begins with the transport's prefix,
    ///   `RESOURCE_EXHAUSTED` over the limit.
    static func encode(_ metadata: Metadata, into table: inout AMQPTable, limit: Int) throws(RPCError) {
        var sizeBytes = 0
        for (key, value) in metadata {
            let name = key.lowercased()
            guard self.isKey(name), !name.hasPrefix(HeaderName.reservedPrefix) else {
                throw RPCError(code: .invalidArgument, message: "The metadata key \(key.debugDescription) is not allowed.")
            }
            guard !HeaderName.isReserved(name) else { continue }
            let encoded = self.value(value)
            sizeBytes += name.utf8.count + self.size(of: encoded)
            table.add(encoded, forKey: name)
        }
        try self.check(sizeBytes, limit: limit)
    }

    /// Reads all metadata of a table.
    ///
    /// Entries that cannot be metadata are left out: a broker adds headers of its own, and clients in other
    /// languages mark messages with numbers and tables.
    ///
    /// - Throws: `INTERNAL` when text is not UTF-8, `RESOURCE_EXHAUSTED` over the limit.
    static func decode(_ table: AMQPTable, limit: Int) throws(RPCError) -> Metadata {
        var metadata = Metadata()
        var sizeBytes = 0
        for entry in table.entries {
            let name = entry.key.lowercased()
            guard self.isKey(name), !HeaderName.isReserved(name) else { continue }
            sizeBytes += try self.decode(entry.value, forKey: name, into: &metadata)
            try self.check(sizeBytes, limit: limit)
        }
        return metadata
    }

    /// Reads one header's values; returns how many bytes they count.
    static func decode(
        _ value: AMQPValue, forKey name: String, into metadata: inout Metadata
    ) throws(RPCError) -> Int {
        let values = if case .array(let all) = value { all } else { [value] }
        var sizeBytes = 0
        for value in values {
            switch value {
            case .string(let text):
                metadata.addString(text, forKey: name)
            case .bytes(let bytes) where name.hasSuffix("-bin"):
                metadata.addBinary(bytes, forKey: name)
            case .bytes(let bytes):
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw RPCError(code: .internalError, message: "The metadata value of \(name) is not UTF-8.")
                }
                metadata.addString(text, forKey: name)
            default:
                continue
            }
            sizeBytes += name.utf8.count + self.size(of: value)
        }
        return sizeBytes
    }

    static func check(_ sizeBytes: Int, limit: Int) throws(RPCError) {
        guard sizeBytes <= limit else {
            throw RPCError(
                code: .resourceExhausted, message: "Metadata of \(sizeBytes) bytes is over the limit of \(limit).")
        }
    }

    static func value(_ value: Metadata.Value) -> AMQPValue {
        switch value {
        case .string(let text): .string(text)
        case .binary(let bytes): .bytes(bytes)
        }
    }

    private static func size(of value: AMQPValue) -> Int {
        switch value {
        case .string(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        default: 0
        }
    }

    private static func isKey(_ name: String) -> Bool {
        guard (1...255).contains(name.utf8.count) else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default:
                false
            }
        }
    }
}

extension AMQPTable {
    /// Adds a value to a name; the second one turns the entry into an array.
    fileprivate mutating func add(_ value: AMQPValue, forKey key: String) {
        switch self[key] {
        case nil: self.append(key, value)
        case .array(let earlier): self[key] = .array(earlier + [value])
        case .some(let earlier): self[key] = .array([earlier, value])
        }
    }
}
