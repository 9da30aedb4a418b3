/// A picture that shows a signature, and where it stands.
///
/// All places are told in the page as a reader sees it, after `/Rotate`: from its lower left corner, x to the right and y
/// upwards. Unit: points.
public struct SignaturePicture: Sendable {
    /// Where the picture stands.
    public enum Place: Hashable, Sendable {
        /// In the middle of a box of a page, counted from 0; made smaller if it does not fit.
        case box(PDFRectangle, page: Int)
        /// Between the title above and the name below of the person who signs, in the middle over the name.
        case between(title: PDFRectangle, name: PDFRectangle, page: Int)
        /// Over the left third of a picture: the seal on the personal signature.
        case overLeftThird(PDFRectangle, page: Int)
        /// Over the left third of what the signature field of this name shows.
        case overLeftThirdOfField(String)
    }

    /// The picture.
    public var image: SignatureImage
    /// Where it stands.
    public var place: Place
    /// How wide it is on paper; `nil` takes the picture's own resolution, or 96 dots per inch without one. Unit: millimetres.
    public var widthMillimetres: Double?
    /// Whether the size is that of the real thing and never made smaller, as a seal's must be.
    public var isRealSize: Bool

    /// Makes a picture.
    public init(image: SignatureImage, place: Place, widthMillimetres: Double? = nil, isRealSize: Bool = false) {
        self.image = image
        self.place = place
        self.widthMillimetres = widthMillimetres
        self.isRealSize = isRealSize
    }

    /// The size on paper. Unit: points.
    func size() throws(PDFError) -> (width: Double, height: Double) {
        let dpi = self.image.dpi ?? 96
        let width = self.widthMillimetres.map { $0 * 72 / 25.4 } ?? Double(self.image.widthPixels) * 72 / dpi
        let height = width * Double(self.image.heightPixels) / Double(self.image.widthPixels)
        guard width.isFinite, height.isFinite, (1...5_000).contains(width), (1...5_000).contains(height) else {
            throw PDFError(code: .badInput, message: "the picture would be \(width) × \(height) points large")
        }
        return (width, height)
    }
}
