/// Puts the tables of a subset together to a TrueType file.
enum FontFile {
    static func uint16(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }

    static func uint32(_ value: Int) -> [UInt8] {
        self.uint16(value >> 16) + self.uint16(value)
    }

    static func assemble(
        _ font: TrueTypeFont, glyphCount: Int, outlines: [UInt8], locations: [UInt8], metrics: [UInt8]
    ) throws(PDFError) -> [UInt8] {
        var tables: [(String, [UInt8])] = []
        for name in ["cvt ", "fpgm"] {
            if let range = font.data.optionalTable(name) { tables.append((name, Array(font.data.bytes[range]))) }
        }
        tables.append(("glyf", outlines))
        tables.append(("head", try self.patched(font, "head", length: 54, [8: [0, 0, 0, 0], 50: [0, 1]])))
        tables.append(("hhea", try self.patched(font, "hhea", length: 36, [34: self.uint16(glyphCount)])))
        tables.append(("hmtx", metrics))
        tables.append(("loca", locations))
        tables.append(("maxp", try self.patched(font, "maxp", length: 6, [4: self.uint16(glyphCount)])))
        if let range = font.data.optionalTable("prep") { tables.append(("prep", Array(font.data.bytes[range]))) }
        return self.file(tables)
    }

    private static func patched(
        _ font: TrueTypeFont, _ name: String, length: Int, _ changes: [Int: [UInt8]]
    ) throws(PDFError) -> [UInt8] {
        var bytes = Array(font.data.bytes[try font.data.table(name)])
        guard bytes.count >= length else { throw FontData.damaged("table \(name) is cut off") }
        for (offset, value) in changes { bytes.replaceSubrange(offset..<(offset + value.count), with: value) }
        return bytes
    }

    private static func file(_ tables: [(String, [UInt8])]) -> [UInt8] {
        var power = 1
        var exponent = 0
        while power * 2 <= tables.count { power *= 2; exponent += 1 }
        var directory: [UInt8] = [0, 1, 0, 0]
        directory += self.uint16(tables.count) + self.uint16(power * 16) + self.uint16(exponent)
        directory += self.uint16(tables.count * 16 - power * 16)
        var body: [UInt8] = []
        var headAt = 0
        for (name, table) in tables {
            let offset = 12 + 16 * tables.count + body.count
            if name == "head" { headAt = offset }
            directory += Array(name.utf8) + self.uint32(self.checksum(table)) + self.uint32(offset) + self.uint32(table.count)
            body += table
            while !body.count.isMultiple(of: 4) { body.append(0) }
        }
        var file = directory + body
        let adjustment = (0xB1B0_AFBA - self.checksum(file)) & 0xFFFF_FFFF
        file.replaceSubrange((headAt + 8)..<(headAt + 12), with: self.uint32(adjustment))
        return file
    }

    private static func checksum(_ bytes: [UInt8]) -> Int {
        var sum = 0
        for (index, byte) in bytes.enumerated() { sum += Int(byte) << (24 - 8 * (index % 4)) }
        return sum & 0xFFFF_FFFF
    }
}
