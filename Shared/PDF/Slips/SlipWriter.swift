/// Sets office slips as PDF/A-2b with embedded fonts.
///
/// The same document and metadata give the same bytes.
public struct SlipWriter: Sendable {
    /// What the content of every page begins with.
    static let beginning = "0 g 0 G 0.5 w\n"

    private let fonts: SlipFonts

    /// Makes a writer.
    public init(fonts: SlipFonts) {
        self.fonts = fonts
    }

    /// Writes a slip.
    ///
    /// - Throws: ``PDFError`` with `badText` when a character is in none of the fonts, `badInput` or `tooLarge` when a part
    ///   cannot be set.
    public func write(_ document: SlipDocument, _ metadata: PDFAMetadata) throws(PDFError) -> [UInt8] {
        try self.typeset(document, metadata).bytes
    }

    /// Sets a document and says where its free places are.
    ///
    /// - Throws: As ``write(_:_:)``.
    public func typeset(_ document: SlipDocument, _ metadata: PDFAMetadata) throws(PDFError) -> SlipFile {
        let layout = try SlipLayout(document, fonts: self.fonts)
        var file = try PDFAFile(metadata)
        let blanks = layout.places.filter { $0.blank != nil }
        let styles = Set(layout.pages.joined().compactMap(\.style) + blanks.compactMap { $0.blank?.style })
        let references = SlipRun.Style.allCases.map { styles.contains($0) ? file.reserve() : nil }
        var subsets = SlipRun.Style.allCases.map { FontSubset(self.fonts[$0]) }
        var resources = PDFDictionary()
        for (index, reference) in references.enumerated() { resources["F\(index)"] = reference.map { .reference($0) } }
        let size = document.paper.size
        var widgets: [PDFReference] = []
        for (number, marks) in layout.pages.enumerated() {
            var content = Self.beginning
            for mark in marks { content += try Self.draw(mark, &subsets) }
            let reference = file.add(try Deflate.stream([:], Array(content.utf8)))
            let own = blanks.filter { $0.pageIndex == number }
            let fields = own.map { _ in file.reserve() }
            let page = try file.addPage(
                width: size.width, height: size.height, resources: ["Font": .dictionary(resources)], content: reference,
                annotations: fields)
            for (place, field) in zip(own, fields) {
                guard let blank = place.blank else { continue }
                let look = try PDFBlanks.look(blank, in: place.rectangle, &subsets, references, &file)
                file.put(field, PDFBlanks.widget(place, blank, look: look, page: page))
            }
            widgets += fields
        }
        for (index, reference) in references.enumerated() {
            if let reference { try subsets[index].write(as: reference, to: &file) }
        }
        try file.finish(form: widgets.isEmpty ? nil : PDFBlanks.form(widgets, resources))
        let above = layout.places.map { place in
            layout.pages[place.pageIndex].filter { $0.isBodyLine(above: place.rectangle.top) }.count
        }
        return SlipFile(bytes: file.take(), pageCount: layout.pages.count, places: layout.places, linesAbove: above)
    }

    static func draw(_ mark: SlipMark, _ subsets: inout [FontSubset]) throws(PDFError) -> String {
        switch mark {
        case .text(let text, let style, let size, let x, let y):
            let index = style.index
            let codes = String(decoding: PDFSyntax.bytes(try subsets[index].encode(text)), as: UTF8.self)
            return "BT /F\(index) \(PDFNumber.text(size)) Tf \(PDFNumber.text(x)) \(PDFNumber.text(y)) Td \(codes) Tj ET\n"
        case .spread(let text, let style, let size, let x, let y, let gap):
            // Word spacing does not act on codes of two bytes, so each blank is widened by hand (ISO 32000-1, 9.3.3).
            let index = style.index
            var parts = ""
            for (number, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                let piece = number == 0 ? String(word) : " " + word
                guard !piece.isEmpty else { continue }
                if number > 0 { parts += " \(PDFNumber.text(-gap * 1000 / size)) " }
                parts += String(decoding: PDFSyntax.bytes(try subsets[index].encode(piece)), as: UTF8.self)
            }
            return "BT /F\(index) \(PDFNumber.text(size)) Tf \(PDFNumber.text(x)) \(PDFNumber.text(y)) Td [\(parts)] TJ ET\n"
        case .line(let x1, let y1, let x2, let y2):
            return "\(PDFNumber.text(x1)) \(PDFNumber.text(y1)) m \(PDFNumber.text(x2)) \(PDFNumber.text(y2)) l S\n"
        case .code(let code, let x, let y, let size):
            return self.draw(code, x: x, y: y, size: size)
        }
    }

    /// Runs of dark modules as filled rectangles, within a quiet zone of four modules.
    private static func draw(_ code: QRCode, x: Double, y: Double, size: Double) -> String {
        let module = size / Double(code.side + 8)
        var content = ""
        for row in 0..<code.side {
            var column = 0
            while column < code.side {
                let start = column
                while column < code.side, code.modules[row * code.side + column] { column += 1 }
                if column > start {
                    let left = x + Double(start + 4) * module
                    let bottom = y + size - Double(row + 5) * module
                    let numbers = [left, bottom, Double(column - start) * module, module].map(PDFNumber.text)
                    content += "\(numbers.joined(separator: " ")) re\n"
                } else {
                    column += 1
                }
            }
        }
        return content + "f\n"
    }
}
