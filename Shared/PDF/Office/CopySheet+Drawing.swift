/// The marks on the copy itself: on its last page, right below the last part, under a line across the text.
///
/// Source: Decree 30/2020, appendix I, part II.
extension CopySheet {
    /// Between the last part of what is copied and the line. Unit: points.
    static let gap = 14.0
    /// Largest content of a page that is read. Unit: bytes.
    static let contentLimitBytes = 4 << 20

    /// The document with the marks on its last page, to be printed; its signatures are not meant to be checked in it any more.
    ///
    /// - Returns: `nil` when the marks do not fit below the last part, or when the page was not set by ``SlipWriter``, so that
    ///   nobody knows where its text ends: then the marks stand on the sheet ``document``, behind the last page.
    /// - Throws: ``PDFError`` for a damaged file, or with `badText` when a character is in none of the fonts.
    public func drawn(on bytes: [UInt8], fonts: SlipFonts) throws(PDFError) -> [UInt8]? {
        let file = try PDFDocument(bytes: bytes)
        let page = try file.page(file.pageCount - 1)
        let paper = self.document.paper.size
        guard page.rotation == 0, page.mediaBox == PDFRectangle(0, 0, paper.width, paper.height), page.visibleBox == page.mediaBox,
            let content = page.dictionary["Contents"]?.referenceValue, let end = try Self.end(of: page, content, in: file)
        else { return nil }
        var marks = self.document
        marks.blocks.insert(.space(paper.height - marks.margins.top - end + Self.gap), at: 0)
        let layout = try SlipLayout(marks, fonts: fonts)
        guard layout.pages.count == 1 else { return nil }
        let line = SlipMark.line(
            x1: layout.left, y1: end - Self.gap, x2: layout.left + layout.width, y2: end - Self.gap)
        return try Self.write([line] + layout.pages[0], on: page, content, of: file, fonts: fonts)
    }

    /// The lowest height at which the page shows something; `nil` for a page that another program set.
    private static func end(of page: PDFPage, _ content: PDFReference, in file: PDFDocument) throws(PDFError) -> Double? {
        let text: [UInt8]
        do {
            text = try file.decodedStream(content, limit: self.contentLimitBytes)
        } catch where error.code == .unsupported {
            return nil
        }
        guard let drawn = SlipWriter.lowest(in: text) else { return nil }
        var end = drawn
        for item in try file.resolve(page.dictionary["Annots"]).arrayValue ?? [] {
            guard let box = PDFRectangle(try file.resolve(try file.resolve(item).dictionaryValue?["Rect"])) else { return nil }
            if box.height > 0 { end = min(end, box.bottom) }
        }
        return end
    }

    private static func write(
        _ marks: [SlipMark], on page: PDFPage, _ content: PDFReference, of file: PDFDocument, fonts: SlipFonts
    ) throws(PDFError) -> [UInt8] {
        var update = try PDFAppender(file)
        let (drawing, names) = try SlipWriter.draw(marks, fonts: fonts, to: &update)
        var resources = try file.resolve(page.dictionary["Resources"]).dictionaryValue ?? [:]
        var forms = try file.resolve(resources["XObject"]).dictionaryValue ?? [:]
        let form = update.add(
            try Deflate.stream(
                [
                    "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": page.mediaBox.object,
                    "Resources": .dictionary(["Font": .dictionary(names)]),
                ], Array(drawing.utf8)))
        forms["CopyMarks"] = .reference(form)
        resources["XObject"] = .dictionary(forms)
        var dictionary = page.dictionary
        dictionary["Resources"] = .dictionary(resources)
        let call = update.add(try Deflate.stream([:], Array("q /CopyMarks Do Q\n".utf8)))
        dictionary["Contents"] = .array([.reference(content), .reference(call)])
        update.put(page.reference, .dictionary(dictionary))
        return try update.finish().bytes
    }
}
