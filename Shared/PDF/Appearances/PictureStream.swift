/// Draws the picture of a signature: a form of one image, upright on the page as it is shown.
struct PictureStream {
    /// Where the widget lies, in the page's own coordinates.
    let rectangle: PDFRectangle
    private let image: SignatureImage
    private let matrix: [Double]
    /// Size of the form before it is turned. Unit: points.
    private let width: Double
    private let height: Double
    /// Where the image stands within the form.
    private let inner: PDFRectangle

    /// Places the picture on a page; `anchor` is the field's shown rectangle for ``SignaturePicture/Place/overLeftThirdOfField(_:)``.
    init(_ picture: SignaturePicture, on page: PDFPage, anchor: PDFRectangle?) throws(PDFError) {
        let shown = ShownPage(page)
        let box = try Self.box(picture, anchor: anchor)
        guard shown.contains(box) else { throw PDFError(code: .badInput, message: "the picture does not fit the page at its place") }
        self.image = picture.image
        self.width = box.width
        self.height = box.height
        self.matrix = shown.matrix(box.width, box.height)
        self.rectangle = shown.placed(box)
        self.inner = PDFRectangle(0, 0, box.width, box.height)
    }

    /// Fits the picture into a field that is already on the page.
    init(_ picture: SignaturePicture, within rectangle: PDFRectangle, page: PDFPage) throws(PDFError) {
        let shown = ShownPage(page)
        let sideways = page.rotation % 180 != 0
        self.image = picture.image
        self.rectangle = rectangle
        self.width = sideways ? rectangle.height : rectangle.width
        self.height = sideways ? rectangle.width : rectangle.height
        self.matrix = shown.matrix(self.width, self.height)
        let field = PDFRectangle(0, 0, self.width, self.height)
        self.inner = try Self.centred(picture, in: field, x: field.width / 2)
    }

    private static func box(_ picture: SignaturePicture, anchor: PDFRectangle?) throws(PDFError) -> PDFRectangle {
        switch picture.place {
        case .box(let box, _): return try self.centred(picture, in: box, x: (box.left + box.right) / 2)
        case .between(let title, let name, _):
            guard title.bottom > name.top else { throw PDFError(code: .badInput, message: "the title does not stand above the name") }
            let room = PDFRectangle(min(title.left, name.left), name.top, max(title.right, name.right), title.bottom)
            return try self.centred(picture, in: room, x: (name.left + name.right) / 2)
        case .overLeftThird(let box, _): return try self.overLeftThird(picture, of: box)
        case .overLeftThirdOfField(let name):
            guard let anchor else { throw PDFError(code: .badInput, message: "the field \(name) shows nothing on any page") }
            return try self.overLeftThird(picture, of: anchor)
        }
    }

    /// In the middle of the room's height; smaller if it does not fit, unless it must have its real size.
    private static func centred(_ picture: SignaturePicture, in room: PDFRectangle, x: Double) throws(PDFError) -> PDFRectangle {
        let size = try picture.size()
        let scale = picture.isRealSize ? 1 : min(1, room.width / size.width, room.height / size.height)
        guard scale > 0.01 else { throw PDFError(code: .badInput, message: "there is no room for the picture") }
        let width = size.width * scale, height = size.height * scale
        let middle = (room.bottom + room.top) / 2
        return PDFRectangle(x - width / 2, middle - height / 2, x + width / 2, middle + height / 2)
    }

    /// The right edge reaches a third into the box. Source: Decree 30/2020, appendix I.
    private static func overLeftThird(_ picture: SignaturePicture, of box: PDFRectangle) throws(PDFError) -> PDFRectangle {
        let size = try picture.size()
        let right = box.left + box.width / 3, middle = (box.bottom + box.top) / 2
        return PDFRectangle(right - size.width, middle - size.height / 2, right, middle + size.height / 2)
    }

    /// Writes the image and the form, and returns the form.
    func write(to sink: inout some PDFObjectSink) throws(PDFError) -> PDFReference {
        let image = try self.image.write(to: &sink)
        let numbers = [self.inner.width, 0, 0, self.inner.height, self.inner.left, self.inner.bottom].map(PDFNumber.text)
        return sink.add(.stream(
            [
                "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .numbers([0, 0, self.width, self.height]),
                "Matrix": .numbers(self.matrix),
                "Resources": .dictionary(["XObject": .dictionary(["Im0": .reference(image)])]),
            ], Array("q \(numbers.joined(separator: " ")) cm /Im0 Do Q".utf8)))
    }
}
