/// Writes the CMaps that tell a reader which characters the codes of a font are.
enum ToUnicode {
    /// One entry per code.
    static func map(_ scalars: [Int: Unicode.Scalar]) -> [UInt8] {
        let entries = scalars.sorted { $0.key < $1.key }.map { code, scalar in
            "<\(self.hex(FontFile.uint16(code)))> <\(self.hex(PDFObject.utf16(String(scalar))))>"
        }
        return self.cmap(entries, keyword: "bfchar")
    }

    /// Every code is its own UTF-16 unit.
    static func identity() -> [UInt8] {
        let entries = (0..<256).map { high in
            let first = self.hex([UInt8(high), 0]), last = self.hex([UInt8(high), 0xFF])
            return "<\(first)> <\(last)> <\(first)>"
        }
        return self.cmap(entries, keyword: "bfrange")
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let text = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "0" + text : text
        }.joined()
    }

    /// At most 100 entries stand in one block.
    private static func cmap(_ entries: [String], keyword: String) -> [UInt8] {
        var text = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """
        for start in stride(from: 0, to: entries.count, by: 100) {
            let block = entries[start..<min(start + 100, entries.count)]
            text += "\(block.count) begin\(keyword)\n\(block.joined(separator: "\n"))\nend\(keyword)\n"
        }
        text += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        return Array(text.utf8)
    }
}
