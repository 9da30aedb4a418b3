/// The font of invisible text: one empty glyph, half an em wide, for every UTF-16 unit.
enum GlyphLessFont {
    static func write(as reference: PDFReference, to sink: inout some PDFObjectSink) throws(PDFError) {
        let name = PDFObject.name("GlyphLessFont")
        let program = PackageResources.glyphless_ttf
        let file = sink.add(try Deflate.stream(["Length1": .integer(program.count)], program))
        var allOne = [UInt8](repeating: 0, count: 2 * 65_536)
        for index in stride(from: 1, to: allOne.count, by: 2) { allOne[index] = 1 }
        let glyphs = sink.add(try Deflate.stream([:], allOne))
        let unicode = sink.add(try Deflate.stream([:], ToUnicode.identity()))
        let descriptor = sink.add(.dictionary([
            "Type": .name("FontDescriptor"), "FontName": name, "Flags": .integer(5), "FontBBox": .numbers([0, 0, 500, 1000]),
            "ItalicAngle": .integer(0), "Ascent": .integer(1000), "Descent": .integer(-1), "CapHeight": .integer(1000),
            "StemV": .integer(80), "FontFile2": .reference(file),
        ]))
        let descendant = sink.add(.dictionary([
            "Type": .name("Font"), "Subtype": .name("CIDFontType2"), "BaseFont": name,
            "CIDSystemInfo": .dictionary(["Registry": .text("Adobe"), "Ordering": .text("Identity"), "Supplement": .integer(0)]),
            "FontDescriptor": .reference(descriptor), "CIDToGIDMap": .reference(glyphs), "DW": .integer(500),
        ]))
        sink.put(reference, .dictionary([
            "Type": .name("Font"), "Subtype": .name("Type0"), "BaseFont": name, "Encoding": .name("Identity-H"),
            "DescendantFonts": .array([.reference(descendant)]), "ToUnicode": .reference(unicode),
        ]))
    }
}
