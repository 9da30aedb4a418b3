internal import Crypto
internal import Foundation

/// The part of a font that a document uses: glyphs are numbered anew in the order of their first use.
struct FontSubset: Sendable {
    let font: TrueTypeFont
    private(set) var glyphs: [Int] = [0]
    private var newNumber: [Int: Int] = [0: 0]
    private var scalars: [Int: Unicode.Scalar] = [:]

    init(_ font: TrueTypeFont) {
        self.font = font
    }

    /// The codes of a text for `Tj` under Identity-H; the glyphs are taken into the subset.
    mutating func encode(_ text: String) throws(PDFError) -> PDFObject {
        var codes: [UInt8] = []
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            let number = self.number(of: try self.font.glyph(for: scalar))
            if self.scalars[number] == nil { self.scalars[number] = scalar }
            codes.append(UInt8(truncatingIfNeeded: number >> 8))
            codes.append(UInt8(truncatingIfNeeded: number))
        }
        return .hexString(codes)
    }

    private mutating func number(of glyph: Int) -> Int {
        if let number = self.newNumber[glyph] { return number }
        let number = self.glyphs.count
        self.glyphs.append(glyph)
        self.newNumber[glyph] = number
        return number
    }

    /// Writes the font's objects; `reference` becomes the Type 0 font.
    ///
    /// Source: ISO 32000-1, 9.7; ISO 19005-2, 6.2.11 (embedding, widths, Unicode).
    mutating func write(as reference: PDFReference, to sink: inout some PDFObjectSink) throws(PDFError) {
        let program = try self.program()
        let digest = SHA256.hash(data: program).prefix(6)
        let tag = String(decoding: digest.map { UInt8(ascii: "A") + $0 % 26 }, as: UTF8.self)
        let name = PDFObject.name("\(tag)+\(self.font.name)")
        let file = sink.add(try Deflate.stream(["Length1": .integer(program.count)], program))
        let descriptor = sink.add(.dictionary(self.descriptor(name, file)))
        let widths = self.glyphs.map { PDFObject.number(self.thousandth(self.font.advances[$0])) }
        let descendant = sink.add(.dictionary([
            "Type": .name("Font"), "Subtype": .name("CIDFontType2"), "BaseFont": name,
            "CIDSystemInfo": .dictionary(["Registry": .text("Adobe"), "Ordering": .text("Identity"), "Supplement": .integer(0)]),
            "FontDescriptor": .reference(descriptor), "CIDToGIDMap": .name("Identity"),
            "DW": .integer(1000), "W": .array([.integer(0), .array(widths)]),
        ]))
        let unicode = sink.add(try Deflate.stream([:], ToUnicode.map(self.scalars)))
        sink.put(reference, .dictionary([
            "Type": .name("Font"), "Subtype": .name("Type0"), "BaseFont": name, "Encoding": .name("Identity-H"),
            "DescendantFonts": .array([.reference(descendant)]), "ToUnicode": .reference(unicode),
        ]))
    }

    private func thousandth(_ units: Int) -> Double { Double(units) * 1000 / Double(self.font.unitsPerEm) }

    private func descriptor(_ name: PDFObject, _ file: PDFReference) -> PDFDictionary {
        [
            "Type": .name("FontDescriptor"), "FontName": name, "Flags": .integer(4),
            "FontBBox": .numbers(self.font.boundingBox.map { self.thousandth($0) }),
            "ItalicAngle": .number(self.font.italicAngle),
            "Ascent": .number(self.thousandth(self.font.ascent)), "Descent": .number(self.thousandth(self.font.descent)),
            "CapHeight": .number(self.thousandth(self.font.capHeight)),
            "StemV": .integer(self.font.name.contains("Bold") ? 140 : 80), "FontFile2": .reference(file),
        ]
    }

    /// The font program with the used glyphs alone; glyphs that composites need are added.
    private mutating func program() throws(PDFError) -> [UInt8] {
        var outlines: [UInt8] = []
        var offsets: [Int] = []
        var metrics: [UInt8] = []
        var index = 0
        while index < self.glyphs.count {
            let glyph = self.glyphs[index]
            offsets.append(outlines.count)
            outlines.append(contentsOf: try self.outline(glyph))
            while !outlines.count.isMultiple(of: 4) { outlines.append(0) }
            metrics.append(contentsOf: FontFile.uint16(self.font.advances[glyph]) + (try self.leftSideBearing(glyph)))
            index += 1
        }
        offsets.append(outlines.count)
        return try FontFile.assemble(
            self.font, glyphCount: self.glyphs.count, outlines: outlines,
            locations: offsets.flatMap(FontFile.uint32), metrics: metrics)
    }

    private func leftSideBearing(_ glyph: Int) throws(PDFError) -> [UInt8] {
        let start = self.font.glyphOffsets[glyph]
        guard self.font.glyphOffsets[glyph + 1] >= start + 10 else { return [0, 0] }
        return FontFile.uint16(try self.font.data.uint16(start + 2))
    }

    /// A glyph's outline; the parts of a composite get their new numbers.
    private mutating func outline(_ glyph: Int) throws(PDFError) -> [UInt8] {
        let range = self.font.glyphOffsets[glyph]..<self.font.glyphOffsets[glyph + 1]
        var bytes = Array(self.font.data.bytes[range])
        guard bytes.count >= 10, bytes[0] & 0x80 != 0 else { return bytes }
        var position = 10
        var more = true
        while more {
            guard position + 4 <= bytes.count else { throw FontData.damaged("a composite glyph is cut off") }
            let flags = Int(bytes[position]) << 8 | Int(bytes[position + 1])
            let part = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            guard part < self.font.glyphCount else { throw FontData.damaged("a composite glyph has no such part") }
            bytes.replaceSubrange((position + 2)..<(position + 4), with: FontFile.uint16(self.number(of: part)))
            position += 4 + (flags & 0x0001 != 0 ? 4 : 2)
            position += flags & 0x0008 != 0 ? 2 : flags & 0x0040 != 0 ? 4 : flags & 0x0080 != 0 ? 8 : 0
            more = flags & 0x0020 != 0
        }
        return bytes
    }
}
