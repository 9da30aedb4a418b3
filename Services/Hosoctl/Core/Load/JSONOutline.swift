/// Where each value of a JSON text stands, so that a fault can be shown with its line.
///
/// Reads any bytes; nesting is limited, so no input can exhaust the stack.
struct JSONOutline {
    /// Why a text is no JSON.
    struct Fault: Error, Hashable {
        /// Line, from 1.
        let line: Int
        /// What should stand there.
        let expected: String
    }

    /// Deepest nesting that is read.
    static let nestingLimit = 64

    /// Line of every value by its pointer in dotted form, such as `agencies[3].code`.
    private(set) var lines: [String: Int] = [:]
    /// Pointers in the order of the text.
    private var pointers: [String] = []
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    /// Reads a text.
    init(_ bytes: [UInt8]) throws(Fault) {
        self.bytes = bytes
        try self.value("", depth: 0)
        self.skipBlanks()
        guard self.position == bytes.count else { throw self.fault("nothing more / hết tệp") }
    }

    /// The line of a pointer, or of the nearest value above it.
    func line(of pointer: String) -> Int? {
        var rest = Substring(pointer)
        while !rest.isEmpty {
            if let line = self.lines[String(rest)] { return line }
            guard let cut = rest.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            rest = rest[..<cut]
        }
        return nil
    }

    /// The first pointer whose last member has a name.
    func pointer(ofMember name: String) -> String? {
        self.pointers.first { $0 == name || $0.hasSuffix("." + name) }
    }

    private mutating func value(_ pointer: String, depth: Int) throws(Fault) {
        guard depth < Self.nestingLimit else { throw self.fault("at most \(Self.nestingLimit) levels") }
        self.skipBlanks()
        self.lines[pointer] = self.line
        self.pointers.append(pointer)
        switch self.current {
        case UInt8(ascii: "{"): try self.object(pointer, depth: depth)
        case UInt8(ascii: "["): try self.array(pointer, depth: depth)
        case UInt8(ascii: "\""): _ = try self.string()
        default: try self.word()
        }
    }

    private mutating func object(_ pointer: String, depth: Int) throws(Fault) {
        self.position += 1
        self.skipBlanks()
        if self.take("}") { return }
        repeat {
            self.skipBlanks()
            let name = try self.string()
            self.skipBlanks()
            guard self.take(":") else { throw self.fault("«:»") }
            try self.value(pointer.isEmpty ? name : "\(pointer).\(name)", depth: depth + 1)
            self.skipBlanks()
        } while self.take(",")
        guard self.take("}") else { throw self.fault("«,» «}»") }
    }

    private mutating func array(_ pointer: String, depth: Int) throws(Fault) {
        self.position += 1
        self.skipBlanks()
        if self.take("]") { return }
        var index = 0
        repeat {
            try self.value("\(pointer)[\(index)]", depth: depth + 1)
            index += 1
            self.skipBlanks()
        } while self.take(",")
        guard self.take("]") else { throw self.fault("«,» «]»") }
    }

    private mutating func string() throws(Fault) -> String {
        guard self.take("\"") else { throw self.fault("«\"»") }
        let start = self.position
        while let byte = self.current, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw self.fault("«\"»") }
            self.position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(self.position, self.bytes.count)
        guard self.take("\"") else { throw self.fault("«\"»") }
        return String(decoding: self.bytes[start..<end], as: UTF8.self)
    }

    /// A number, true, false or null; their exact form is the decoder's to judge.
    private mutating func word() throws(Fault) {
        let start = self.position
        while let byte = self.current, Self.isWordByte(byte) { self.position += 1 }
        guard self.position > start else { throw self.fault("a value / một giá trị") }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E")].contains(byte)
    }

    private var current: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard self.current == UInt8(ascii: character) else { return false }
        self.position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = self.current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
            if byte == 0x0A { self.line += 1 }
            self.position += 1
        }
    }

    private func fault(_ expected: String) -> Fault { Fault(line: self.line, expected: expected) }
}
