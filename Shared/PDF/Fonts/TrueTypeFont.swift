internal import Foundation

/// A TrueType font whose outlines can be embedded in part.
///
/// Every offset of the file is checked when it is read: a damaged font gives an error, never a trap.
public struct TrueTypeFont: Sendable {
    /// Where Debian's `fonts-liberation2` puts its fonts, which have all Vietnamese letters.
    public static let liberationDirectory = "/usr/share/fonts/truetype/liberation2"

    /// The PostScript name, such as `LiberationSans-Bold`.
    public let name: String
    /// Units of the font's own grid to one em.
    public let unitsPerEm: Int
    /// Height above the baseline. Unit: font units.
    public let ascent: Int
    /// Depth below the baseline, negative. Unit: font units.
    public let descent: Int

    let data: FontData
    let boundingBox: [Int]
    let glyphCount: Int
    let capHeight: Int
    let italicAngle: Double
    let advances: [Int]
    let glyphOffsets: [Int]
    let glyphOfScalar: [UInt32: Int]

    /// Reads a font file.
    ///
    /// - Throws: ``PDFError/Code/badFont`` when the file cannot be read or is no TrueType font with outlines.
    public init(contentsOf path: String) throws(PDFError) {
        let bytes: [UInt8]
        do {
            bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw PDFError(code: .badFont, message: "cannot read the font \(path)", cause: error)
        }
        try self.init(bytes: bytes)
    }

    /// Reads a font from its bytes.
    ///
    /// - Throws: ``PDFError/Code/badFont``.
    public init(bytes: [UInt8]) throws(PDFError) {
        let data = try FontData(bytes)
        let head = try data.table("head")
        let hhea = try data.table("hhea")
        self.data = data
        self.unitsPerEm = try data.uint16(head.lowerBound + 18)
        guard (16...16_384).contains(self.unitsPerEm) else { throw FontData.damaged("unitsPerEm is \(self.unitsPerEm)") }
        var box: [Int] = []
        for index in 0..<4 { box.append(try data.int16(head.lowerBound + 36 + 2 * index)) }
        self.boundingBox = box
        self.ascent = try data.int16(hhea.lowerBound + 4)
        self.descent = try data.int16(hhea.lowerBound + 6)
        self.glyphCount = try data.uint16(try data.table("maxp").lowerBound + 4)
        guard self.glyphCount > 0 else { throw FontData.damaged("it has no glyph") }
        self.advances = try data.advances(glyphCount: self.glyphCount, count: try data.uint16(hhea.lowerBound + 34))
        self.glyphOffsets = try data.glyphOffsets(glyphCount: self.glyphCount, long: try data.int16(head.lowerBound + 50) != 0)
        self.glyphOfScalar = try data.characterMap(glyphCount: self.glyphCount)
        self.capHeight = try data.capHeight() ?? self.ascent * 7 / 10
        self.italicAngle = try Double(data.int16(try data.table("post").lowerBound + 4))
        self.name = try data.postScriptName()
    }

    /// The width of a text. Unit: points at a size of one point.
    ///
    /// - Throws: ``PDFError/Code/badText`` when the font lacks a character.
    public func width(of text: String) throws(PDFError) -> Double {
        var sum = 0
        for scalar in text.unicodeScalars { sum += self.advances[try self.glyph(for: scalar)] }
        return Double(sum) / Double(self.unitsPerEm)
    }

    /// Whether the font can show every character of a text.
    public func covers(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { self.glyphOfScalar[$0.value] != nil }
    }

    func glyph(for scalar: Unicode.Scalar) throws(PDFError) -> Int {
        guard let glyph = self.glyphOfScalar[scalar.value] else {
            throw PDFError(code: .badText, message: "the font \(self.name) has no glyph for U+\(String(scalar.value, radix: 16))")
        }
        return glyph
    }
}
