/// Writes a two-layer PDF/A-2b: the scan as it is, and the recognised text invisibly over it.
///
/// Each call returns the bytes it made, to be written to a file one after the other; the file never stands in memory as a
/// whole. The same input gives the same bytes.
///
/// ```swift
/// var writer = try PDFAWriter(metadata)
/// try file.write(writer.addPage(page))
/// try file.write(writer.finish())
/// ```
///
/// Source: ISO 19005-2, level B.
public struct PDFAWriter: Sendable {
    private var file: PDFAFile
    private var font: PDFReference?
    private var isFinished = false

    /// Begins a file.
    ///
    /// - Throws: ``PDFError/Code/badInput`` when a metadata property has an impossible name.
    public init(_ metadata: PDFAMetadata) throws(PDFError) {
        self.file = try PDFAFile(metadata)
    }

    /// How many pages were added.
    public var pageCount: Int { self.file.pageCount }

    /// Adds a page and returns the bytes made so far and not yet returned.
    ///
    /// - Throws: ``PDFError`` with `badImage` when the picture cannot be used, `badInput` when the resolution, the size of
    ///   the page or a position of the text is impossible. The file then stands as before the call.
    public mutating func addPage(_ page: PDFAPage) throws(PDFError) -> [UInt8] {
        guard !self.isFinished else { throw PDFError(code: .badInput, message: "the file is finished") }
        guard page.dpi.isFinite, (36...2400).contains(page.dpi) else {
            throw PDFError(code: .badInput, message: "a resolution of \(page.dpi) dpi is impossible")
        }
        guard [0, 90, 180, 270].contains(page.turn) else {
            throw PDFError(code: .badInput, message: "a page cannot be turned by \(page.turn)°")
        }
        let before = self
        do {
            try self.write(page)
        } catch {
            self = before
            throw error
        }
        return self.file.take()
    }

    private mutating func write(_ page: PDFAPage) throws(PDFError) {
        let size = try page.image.size()
        let scale = 72 / page.dpi
        let width = Double(size.width) * scale
        let height = Double(size.height) * scale
        let image = self.file.add(try page.image.object())
        var resources: PDFDictionary = ["XObject": .dictionary(["Im0": .reference(image)])]
        var content = "q \(PDFNumber.text(width)) 0 0 \(PDFNumber.text(height)) 0 0 cm /Im0 Do Q\n"
        if !page.lines.isEmpty {
            let isSideways = page.turn % 180 != 0
            let text = InvisibleText(
                scale: scale, pageWidth: isSideways ? height : width, pageHeight: isSideways ? width : height)
            content += "q \(Self.matrix(page.turn, width: width, height: height)) cm\n\(try text.content(page.lines))Q\n"
            resources["Font"] = .dictionary(["F1": .reference(self.fontReference())])
        }
        let reference = self.file.add(try Deflate.stream([:], Array(content.utf8)))
        try self.file.addPage(width: width, height: height, turn: page.turn, resources: resources, content: reference)
    }

    /// Leads from the page as it is shown, turned clockwise, to the page as it is stored (ISO 32000-1, 8.3.4).
    private static func matrix(_ turn: Int, width: Double, height: Double) -> String {
        switch turn {
        case 90: "0 1 -1 0 \(PDFNumber.text(width)) 0"
        case 180: "-1 0 0 -1 \(PDFNumber.text(width)) \(PDFNumber.text(height))"
        case 270: "0 -1 1 0 0 \(PDFNumber.text(height))"
        default: "1 0 0 1 0 0"
        }
    }

    private mutating func fontReference() -> PDFReference {
        if let font = self.font { return font }
        let font = self.file.reserve()
        self.font = font
        return font
    }

    /// Ends the file and returns its last bytes.
    ///
    /// - Throws: ``PDFError/Code/badInput`` when no page was added or the file is finished already.
    public mutating func finish() throws(PDFError) -> [UInt8] {
        guard !self.isFinished else { throw PDFError(code: .badInput, message: "the file is finished") }
        if let font = self.font { try GlyphLessFont.write(as: font, to: &self.file) }
        try self.file.finish()
        self.isFinished = true
        return self.file.take()
    }
}
