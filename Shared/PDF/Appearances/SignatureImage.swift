/// The picture of a handwritten signature or of a seal.
public struct SignatureImage: Sendable {
    private enum Content: Sendable {
        case jpeg([UInt8])
        case pixels(rgb: [UInt8], alpha: [UInt8]?)
    }

    /// Width. Unit: pixels.
    public let widthPixels: Int
    /// Height. Unit: pixels.
    public let heightPixels: Int
    /// Resolution, if the file tells one; it gives the real size. Unit: dots per inch.
    public let dpi: Double?
    /// Whether parts of it let the page show through.
    public let isTransparent: Bool

    private let content: Content

    /// Reads a PNG, whose transparency is kept, or a JPEG.
    ///
    /// - Throws: ``PDFError/Code/badImage``. Ends on any input.
    ///
    /// Source: Decree 30/2020, appendix I: signature and seal are PNG with a transparent background.
    public init(_ bytes: [UInt8]) throws(PDFError) {
        if bytes.starts(with: [0xFF, 0xD8]) {
            let header = try JPEGHeader(bytes)
            self.widthPixels = header.width
            self.heightPixels = header.height
            self.dpi = header.dpi
            self.isTransparent = false
            self.content = .jpeg(bytes)
        } else {
            let picture = try PNGImage(bytes)
            self.widthPixels = picture.width
            self.heightPixels = picture.height
            self.dpi = picture.dpi
            self.isTransparent = picture.alpha != nil
            self.content = .pixels(rgb: picture.rgb, alpha: picture.alpha)
        }
    }

    /// Writes the picture and, if it is transparent, its mask.
    func write(to sink: inout some PDFObjectSink) throws(PDFError) -> PDFReference {
        switch self.content {
        case .jpeg(let bytes): return sink.add(try PDFPageImage.jpeg(bytes).object())
        case .pixels(let rgb, let alpha):
            let picture = try PDFPageImage.rgb(width: self.widthPixels, height: self.heightPixels, pixels: rgb).object()
            guard let alpha, case .stream(var dictionary, let data) = picture else { return sink.add(picture) }
            let mask = try PDFPageImage.gray(width: self.widthPixels, height: self.heightPixels, pixels: alpha).object()
            dictionary["SMask"] = .reference(sink.add(mask))
            return sink.add(.stream(dictionary, data))
        }
    }
}
