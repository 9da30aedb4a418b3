/// Draws the appearance of a signature: a form of text, upright on the page as it is shown.
struct AppearanceStream {
    /// Where the widget lies on the page.
    let rectangle: PDFRectangle
    private let text: SignatureText
    private let matrix: [Double]
    /// Size of the form before it is turned. Unit: points.
    private let width: Double
    private let height: Double
    private let fontSize: Double

    /// Places the text in its corner of a page, below what stands there already.
    ///
    /// - Parameter taken: What other fields show, in the page's own coordinates.
    init(_ text: SignatureText, on page: PDFPage, taken: [PDFRectangle] = []) throws(PDFError) {
        let (width, height) = try Self.size(text)
        let shown = ShownPage(page)
        guard width + 2 * text.margin <= shown.width, height + 2 * text.margin <= shown.height else {
            throw PDFError(code: .badInput, message: "the signature text does not fit the page")
        }
        let left = text.corner == .topLeft ? text.margin : shown.width - text.margin - width
        var top = shown.height - text.margin
        let others = taken.map { shown.shown($0) }
        // Each turn goes below one box more, so there are no more turns than boxes.
        for _ in 0...others.count {
            let box = PDFRectangle(left, top - height, left + width, top)
            guard let lowest = others.filter({ $0.intersection(box) != nil }).map(\.bottom).min() else { break }
            top = lowest - Self.gap
        }
        let box = PDFRectangle(left, top - height, left + width, top)
        guard shown.contains(box) else { throw PDFError(code: .badInput, message: "the corner of the page is full of signatures") }
        self.text = text
        self.width = width
        self.height = height
        self.fontSize = text.fontSize
        self.rectangle = shown.placed(box)
        self.matrix = shown.matrix(width, height)
    }

    /// Fits the text into a field that is already on the page.
    init(_ text: SignatureText, within rectangle: PDFRectangle, page: PDFPage) throws(PDFError) {
        let (width, height) = try Self.size(text)
        let sideways = page.rotation % 180 != 0
        self.text = text
        self.rectangle = rectangle
        self.width = sideways ? rectangle.height : rectangle.width
        self.height = sideways ? rectangle.width : rectangle.height
        self.fontSize = text.fontSize * min(1, self.width / max(width, 1), self.height / max(height, 1))
        self.matrix = ShownPage(page).matrix(self.width, self.height)
    }

    private static func size(_ text: SignatureText) throws(PDFError) -> (Double, Double) {
        guard !text.lines.isEmpty, text.fontSize.isFinite, (1...100).contains(text.fontSize), text.margin.isFinite, text.margin >= 0 else {
            throw PDFError(code: .badInput, message: "the signature text is empty or its size is impossible")
        }
        var widest = 0.0
        for line in text.lines { widest = max(widest, try text.font.width(of: line)) }
        return (widest * text.fontSize, Double(text.lines.count) * text.fontSize * Self.leading)
    }

    private static let leading = 1.2
    /// Between two texts in one corner. Unit: points.
    private static let gap = 2.0

    /// Writes the font and the form, and returns the form.
    func write(to sink: inout some PDFObjectSink) throws(PDFError) -> PDFReference {
        var font = FontSubset(self.text.font)
        var content = "q BT 0 g /F1 \(PDFNumber.text(self.fontSize)) Tf\n"
        let units = Double(self.text.font.unitsPerEm)
        let line = self.fontSize * Self.leading
        let baseline = self.height - self.fontSize * Double(self.text.font.ascent) / units
        for (index, text) in self.text.lines.enumerated() {
            var x = 0.0
            if self.text.corner == .topRight { x = self.width - (try self.text.font.width(of: text)) * self.fontSize }
            let codes = String(decoding: PDFSyntax.bytes(try font.encode(text)), as: UTF8.self)
            content += "1 0 0 1 \(PDFNumber.text(x)) \(PDFNumber.text(baseline - Double(index) * line)) Tm \(codes) Tj\n"
        }
        content += "ET Q"
        let fontReference = sink.reserve()
        try font.write(as: fontReference, to: &sink)
        return sink.add(try Deflate.stream(
            [
                "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .numbers([0, 0, self.width, self.height]),
                "Matrix": .numbers(self.matrix),
                "Resources": .dictionary(["Font": .dictionary(["F1": .reference(fontReference)])]),
            ], Array(content.utf8)))
    }

    /// An empty form for a field that shows nothing.
    static func writeEmpty(to sink: inout some PDFObjectSink) -> PDFReference {
        sink.add(.stream(
            [
                "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .numbers([0, 0, 0, 0]),
                "Resources": .dictionary([:]),
            ], []))
    }
}
