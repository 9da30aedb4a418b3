/// Draws the appearance of a signature: a form of text, upright on the page as it is shown.
struct AppearanceStream {
    /// Where the widget lies on the page.
    let rectangle: PDFRectangle
    private let text: SignatureText
    private let rotation: Int
    /// Size of the form before it is turned. Unit: points.
    private let width: Double
    private let height: Double
    private let fontSize: Double

    /// Places the text in its corner of a page.
    init(_ text: SignatureText, on page: PDFPage) throws(PDFError) {
        let (width, height) = try Self.size(text)
        let box = page.visibleBox
        let sideways = page.rotation % 180 != 0
        guard width + 2 * text.margin <= (sideways ? box.height : box.width), height + 2 * text.margin <= (sideways ? box.width : box.height) else {
            throw PDFError(code: .badInput, message: "the signature text does not fit the page")
        }
        self.text = text
        self.rotation = page.rotation
        self.width = width
        self.height = height
        self.fontSize = text.fontSize
        self.rectangle = Self.place(text, width, height, box, page.rotation)
    }

    /// Fits the text into a field that is already on the page.
    init(_ text: SignatureText, within rectangle: PDFRectangle, rotation: Int) throws(PDFError) {
        let (width, height) = try Self.size(text)
        let sideways = rotation % 180 != 0
        self.text = text
        self.rotation = rotation
        self.rectangle = rectangle
        self.width = sideways ? rectangle.height : rectangle.width
        self.height = sideways ? rectangle.width : rectangle.height
        self.fontSize = text.fontSize * min(1, self.width / max(width, 1), self.height / max(height, 1))
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

    /// The rectangle of the corner; `/Rotate` turns the page clockwise when it is shown.
    private static func place(
        _ text: SignatureText, _ width: Double, _ height: Double, _ box: PDFRectangle, _ rotation: Int
    ) -> PDFRectangle {
        let shownWidth = rotation % 180 == 0 ? box.width : box.height
        let x = text.corner == .topLeft ? text.margin : shownWidth - text.margin - width
        let y = text.margin
        // x to the right and y downwards from the shown top left corner.
        return switch rotation {
        case 90: PDFRectangle(box.left + y, box.bottom + x, box.left + y + height, box.bottom + x + width)
        case 180: PDFRectangle(box.right - x - width, box.bottom + y, box.right - x, box.bottom + y + height)
        case 270: PDFRectangle(box.right - y - height, box.top - x - width, box.right - y, box.top - x)
        default: PDFRectangle(box.left + x, box.top - y - height, box.left + x + width, box.top - y)
        }
    }

    private var matrix: [Double] {
        switch self.rotation {
        case 90: [0, 1, -1, 0, self.height, 0]
        case 180: [-1, 0, 0, -1, self.width, self.height]
        case 270: [0, -1, 1, 0, 0, self.width]
        default: [1, 0, 0, 1, 0, 0]
        }
    }

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
