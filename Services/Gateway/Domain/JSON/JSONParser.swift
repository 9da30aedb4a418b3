/// Reads JSON (RFC 8259) strictly and with bounded work.
///
/// Stricter than the RFC where it leaves a choice: names are unique, surrogates come in pairs, and there is no NUL. The
/// parser recurses at most ``maximumDepth`` deep, so no input can exhaust the stack.
public struct JSONParser {
    /// The deepest nesting taken. No request of the contract is deeper than four.
    public static let maximumDepth = 32

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The one value of a text.
    ///
    /// - Throws: ``JSONSyntaxError``.
    public static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        var parser = JSONParser(bytes)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.fault(.unexpected) }
        return value
    }

    private func fault(_ reason: JSONSyntaxError.Reason) -> JSONSyntaxError {
        JSONSyntaxError(reason: reason, offset: self.position)
    }

    private var current: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    private mutating func skipSpace() {
        while let byte = self.current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { self.position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard self.current == byte else { return false }
        self.position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw self.fault(.tooDeep) }
        self.skipSpace()
        switch self.current {
        case UInt8(ascii: "{"): return try self.object(depth: depth)
        case UInt8(ascii: "["): return try self.array(depth: depth)
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "t"): return try self.word("true", .bool(true))
        case UInt8(ascii: "f"): return try self.word("false", .bool(false))
        case UInt8(ascii: "n"): return try self.word("null", .null)
        default: return .number(try self.number())
        }
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        guard self.bytes[self.position...].starts(with: text.utf8) else { throw self.fault(.unexpected) }
        self.position += text.utf8.count
        return value
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        self.position += 1
        var values: [JSONValue] = []
        self.skipSpace()
        if self.take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            values.append(try self.value(depth: depth + 1))
            self.skipSpace()
            if self.take(UInt8(ascii: "]")) { return .array(values) }
            guard self.take(UInt8(ascii: ",")) else { throw self.fault(.unexpected) }
        }
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        self.position += 1
        var members: [JSONMember] = []
        var names: Set<String> = []
        self.skipSpace()
        if self.take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            self.skipSpace()
            guard self.current == UInt8(ascii: "\"") else { throw self.fault(.unexpected) }
            let name = try self.string()
            guard names.insert(name).inserted else { throw self.fault(.duplicateMember) }
            self.skipSpace()
            guard self.take(UInt8(ascii: ":")) else { throw self.fault(.unexpected) }
            members.append(JSONMember(name: name, value: try self.value(depth: depth + 1)))
            self.skipSpace()
            if self.take(UInt8(ascii: "}")) { return .object(members) }
            guard self.take(UInt8(ascii: ",")) else { throw self.fault(.unexpected) }
        }
    }

    /// A number by the grammar of RFC 8259, section 6.
    private mutating func number() throws(JSONSyntaxError) -> String {
        let start = self.position
        _ = self.take(UInt8(ascii: "-"))
        if !self.take(UInt8(ascii: "0")) { try self.digits() }
        if self.take(UInt8(ascii: ".")) { try self.digits() }
        if self.take(UInt8(ascii: "e")) || self.take(UInt8(ascii: "E")) {
            if !self.take(UInt8(ascii: "+")) { _ = self.take(UInt8(ascii: "-")) }
            try self.digits()
        }
        return String(decoding: self.bytes[start..<self.position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = self.position
        while let byte = self.current, (0x30...0x39).contains(byte) { self.position += 1 }
        guard self.position > start else { throw self.fault(.unexpected) }
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        self.position += 1
        var text: [UInt8] = []
        while let byte = self.current {
            switch byte {
            case UInt8(ascii: "\""):
                self.position += 1
                guard let text = String(validating: text, as: UTF8.self) else { throw self.fault(.notUTF8) }
                return text
            case UInt8(ascii: "\\"):
                self.position += 1
                text += Array(String(Character(try self.escape())).utf8)
            case 0x00: throw self.fault(.nul)
            case 0x01..<0x20: throw self.fault(.unexpected)
            default:
                text.append(byte)
                self.position += 1
            }
        }
        throw self.fault(.unexpected)
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        guard let byte = self.current else { throw self.fault(.unexpected) }
        self.position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try self.unicodeEscape()
        default: throw self.fault(.unexpected)
        }
    }

    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try self.hexadecimal()
        guard first != 0 else { throw self.fault(.nul) }
        var number = first
        if (0xD800...0xDBFF).contains(first) {
            guard self.take(UInt8(ascii: "\\")), self.take(UInt8(ascii: "u")) else { throw self.fault(.loneSurrogate) }
            let second = try self.hexadecimal()
            guard (0xDC00...0xDFFF).contains(second) else { throw self.fault(.loneSurrogate) }
            number = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(number) else { throw self.fault(.loneSurrogate) }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            switch self.current {
            case .some(let byte) where (0x30...0x39).contains(byte): number = number << 4 | UInt32(byte - 0x30)
            case .some(let byte) where (0x41...0x46).contains(byte): number = number << 4 | UInt32(byte - 0x37)
            case .some(let byte) where (0x61...0x66).contains(byte): number = number << 4 | UInt32(byte - 0x57)
            default: throw self.fault(.unexpected)
            }
            self.position += 1
        }
        return number
    }
}
