/// The tables of a font file, read with every bound checked.
struct FontData: Sendable {
    let bytes: [UInt8]
    private let tables: [String: Range<Int>]

    static func damaged(_ what: String) -> PDFError {
        PDFError(code: .badFont, message: "the font is damaged: \(what)")
    }

    init(_ bytes: [UInt8]) throws(PDFError) {
        guard bytes.count >= 12, bytes.count < 64 << 20 else { throw Self.damaged("\(bytes.count) bytes") }
        let version = Array(bytes[0..<4])
        guard version == [0, 1, 0, 0] || version == Array("true".utf8) else {
            throw PDFError(code: .badFont, message: "not a TrueType font with outlines")
        }
        let count = Int(bytes[4]) << 8 | Int(bytes[5])
        guard bytes.count >= 12 + 16 * count else { throw Self.damaged("the table directory is cut off") }
        var tables: [String: Range<Int>] = [:]
        for index in 0..<count {
            let entry = 12 + 16 * index
            let name = String(decoding: bytes[entry..<(entry + 4)], as: UTF8.self)
            let offset = Self.uint32(bytes, entry + 8)
            let length = Self.uint32(bytes, entry + 12)
            guard offset + length <= bytes.count else { throw Self.damaged("table \(name) is cut off") }
            tables[name] = offset..<(offset + length)
        }
        self.bytes = bytes
        self.tables = tables
    }

    private static func uint32(_ bytes: [UInt8], _ at: Int) -> Int {
        var value = 0
        for byte in bytes[at..<(at + 4)] { value = value << 8 | Int(byte) }
        return value
    }

    func table(_ name: String) throws(PDFError) -> Range<Int> {
        guard let range = self.tables[name] else { throw Self.damaged("it has no table \(name)") }
        return range
    }

    func optionalTable(_ name: String) -> Range<Int>? { self.tables[name] }

    func uint16(_ at: Int) throws(PDFError) -> Int {
        guard at >= 0, at + 2 <= self.bytes.count else { throw Self.damaged("offset \(at) is outside") }
        return Int(self.bytes[at]) << 8 | Int(self.bytes[at + 1])
    }

    func int16(_ at: Int) throws(PDFError) -> Int {
        let value = try self.uint16(at)
        return value < 0x8000 ? value : value - 0x10000
    }

    func uint32(_ at: Int) throws(PDFError) -> Int {
        try self.uint16(at) << 16 | self.uint16(at + 2)
    }
}

extension FontData {
    func advances(glyphCount: Int, count: Int) throws(PDFError) -> [Int] {
        let table = try self.table("hmtx")
        guard count > 0, count <= glyphCount, table.count >= 4 * count else { throw Self.damaged("hmtx is cut off") }
        var result: [Int] = []
        result.reserveCapacity(glyphCount)
        for index in 0..<count { result.append(try self.uint16(table.lowerBound + 4 * index)) }
        let last = result[count - 1]
        result.append(contentsOf: repeatElement(last, count: glyphCount - count))
        return result
    }

    /// Absolute offsets of the outlines, one more than there are glyphs, never falling.
    func glyphOffsets(glyphCount: Int, long: Bool) throws(PDFError) -> [Int] {
        let loca = try self.table("loca")
        let glyf = try self.table("glyf")
        guard loca.count >= (glyphCount + 1) * (long ? 4 : 2) else { throw Self.damaged("loca is cut off") }
        var result: [Int] = []
        result.reserveCapacity(glyphCount + 1)
        for index in 0...glyphCount {
            let offset = long ? try self.uint32(loca.lowerBound + 4 * index) : try self.uint16(loca.lowerBound + 2 * index) * 2
            guard offset <= glyf.count, glyf.lowerBound + offset >= (result.last ?? 0) else {
                throw Self.damaged("loca points outside glyf")
            }
            result.append(glyf.lowerBound + offset)
        }
        return result
    }

    func capHeight() throws(PDFError) -> Int? {
        guard let table = self.optionalTable("OS/2"), table.count >= 90, try self.uint16(table.lowerBound) >= 2 else { return nil }
        return try self.int16(table.lowerBound + 88)
    }

    /// The name 6 of the Windows platform, reduced to the letters a PDF name takes without escapes.
    func postScriptName() throws(PDFError) -> String {
        let table = try self.table("name")
        let strings = table.lowerBound + (try self.uint16(table.lowerBound + 4))
        for index in 0..<(try self.uint16(table.lowerBound + 2)) {
            let record = table.lowerBound + 6 + 12 * index
            guard try self.uint16(record) == 3, try self.uint16(record + 6) == 6 else { continue }
            let start = strings + (try self.uint16(record + 10))
            var name = ""
            for position in 0..<(try self.uint16(record + 8) / 2) {
                let unit = try self.uint16(start + 2 * position)
                guard let scalar = Unicode.Scalar(UInt32(unit)), scalar.isASCII else { continue }
                if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" { name.unicodeScalars.append(scalar) }
            }
            if !name.isEmpty { return name }
        }
        return "Font"
    }

    /// Characters to glyphs, from the Unicode subtables of format 4 and 12.
    func characterMap(glyphCount: Int) throws(PDFError) -> [UInt32: Int] {
        let table = try self.table("cmap")
        var map: [UInt32: Int] = [:]
        for index in 0..<(try self.uint16(table.lowerBound + 2)) {
            let record = table.lowerBound + 4 + 8 * index
            let platform = try self.uint16(record)
            let encoding = try self.uint16(record + 2)
            guard platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10)) else { continue }
            let start = table.lowerBound + (try self.uint32(record + 4))
            switch try self.uint16(start) {
            case 4: try self.readFormat4(start, glyphCount, &map)
            case 12: try self.readFormat12(start, glyphCount, &map)
            default: continue
            }
        }
        guard !map.isEmpty else { throw Self.damaged("it has no Unicode character map") }
        return map
    }

    /// More codes than Unicode has: only a map that lists them again and again does that.
    private static let mostCodes = 0x110000

    private func readFormat4(_ start: Int, _ glyphCount: Int, _ map: inout [UInt32: Int]) throws(PDFError) {
        let doubled = try self.uint16(start + 6)
        var codes = 0
        for segment in 0..<(doubled / 2) {
            let endAt = start + 14 + 2 * segment
            let last = try self.uint16(endAt)
            let first = try self.uint16(endAt + 2 + doubled)
            let delta = try self.uint16(endAt + 2 + 2 * doubled)
            let offsetAt = endAt + 2 + 3 * doubled
            let offset = try self.uint16(offsetAt)
            guard first <= last, first != 0xFFFF else { continue }
            codes += last - first + 1
            guard codes <= Self.mostCodes else { throw Self.damaged("its character map overlaps itself") }
            for code in first...last where code != 0xFFFF {
                var glyph = code
                if offset != 0 {
                    glyph = try self.uint16(offsetAt + offset + 2 * (code - first))
                    if glyph == 0 { continue }
                }
                glyph = (glyph + delta) & 0xFFFF
                if glyph != 0, glyph < glyphCount { map[UInt32(code)] = glyph }
            }
        }
    }

    private func readFormat12(_ start: Int, _ glyphCount: Int, _ map: inout [UInt32: Int]) throws(PDFError) {
        var codes = 0
        for group in 0..<min(try self.uint32(start + 12), 65_536) {
            let record = start + 16 + 12 * group
            let first = try self.uint32(record)
            let last = try self.uint32(record + 4)
            let glyph = try self.uint32(record + 8)
            guard first <= last, last <= 0x10FFFF, glyph + (last - first) < glyphCount else { continue }
            codes += last - first + 1
            guard codes <= Self.mostCodes else { throw Self.damaged("its character map overlaps itself") }
            for code in first...last { map[UInt32(code)] = glyph + code - first }
        }
    }
}
