/// The picture of a scanned page.
public enum PDFPageImage: Sendable {
    /// A JPEG, put into the file byte for byte.
    case jpeg([UInt8])
    /// Decoded pixels, row-major from the top, without padding. Shape: `height × width × 3`, red, green, blue.
    case rgb(width: Int, height: Int, pixels: [UInt8])
    /// Decoded grey pixels. Shape: `height × width`, 0 = black.
    case gray(width: Int, height: Int, pixels: [UInt8])

    static let largestSide = 30_000
    static let mostPixels = 300_000_000

    /// Checks the picture and returns its size.
    func size() throws(PDFError) -> (width: Int, height: Int) {
        let size: (width: Int, height: Int)
        switch self {
        case .jpeg(let bytes):
            let header = try JPEGHeader(bytes)
            size = (header.width, header.height)
        case .rgb(let width, let height, let pixels):
            size = (width, height)
            try Self.check(size)
            guard pixels.count == width * height * 3 else { throw Self.bad("\(pixels.count) bytes for \(width) × \(height) × 3") }
        case .gray(let width, let height, let pixels):
            size = (width, height)
            try Self.check(size)
            guard pixels.count == width * height else { throw Self.bad("\(pixels.count) bytes for \(width) × \(height)") }
        }
        try Self.check(size)
        return size
    }

    private static func bad(_ what: String) -> PDFError { PDFError(code: .badImage, message: "the picture is impossible: \(what)") }

    private static func check(_ size: (width: Int, height: Int)) throws(PDFError) {
        guard (1...self.largestSide).contains(size.width), (1...self.largestSide).contains(size.height),
            size.width * size.height <= self.mostPixels
        else { throw self.bad("\(size.width) × \(size.height) pixels") }
    }

    /// The image XObject.
    func object() throws(PDFError) -> PDFObject {
        let size = try self.size()
        var dictionary: PDFDictionary = [
            "Type": .name("XObject"), "Subtype": .name("Image"), "Width": .integer(size.width), "Height": .integer(size.height),
            "BitsPerComponent": .integer(8),
        ]
        switch self {
        case .jpeg(let bytes):
            let components = try JPEGHeader(bytes).components
            dictionary["ColorSpace"] = .name(components == 1 ? "DeviceGray" : "DeviceRGB")
            dictionary["Filter"] = .name("DCTDecode")
            return .stream(dictionary, bytes)
        case .rgb(_, _, let pixels): return try Self.flate(&dictionary, pixels, columns: size.width, colors: 3)
        case .gray(_, _, let pixels): return try Self.flate(&dictionary, pixels, columns: size.width, colors: 1)
        }
    }

    /// Compresses rows after PNG's "Sub" filter, which suits scans.
    private static func flate(_ dictionary: inout PDFDictionary, _ pixels: [UInt8], columns: Int, colors: Int) throws(PDFError) -> PDFObject {
        dictionary["ColorSpace"] = .name(colors == 1 ? "DeviceGray" : "DeviceRGB")
        dictionary["DecodeParms"] = .dictionary([
            "Predictor": .integer(15), "Colors": .integer(colors), "BitsPerComponent": .integer(8), "Columns": .integer(columns),
        ])
        let stride = columns * colors
        let rows = pixels.count / stride
        let filtered = [UInt8](unsafeUninitializedCapacity: rows * (stride + 1)) { buffer, count in
            pixels.withUnsafeBufferPointer { source in
                for row in 0..<rows {
                    let from = row * stride
                    let to = row * (stride + 1)
                    buffer[to] = 1
                    for index in 0..<stride {
                        let left = index < colors ? 0 : source[from + index - colors]
                        buffer[to + 1 + index] = source[from + index] &- left
                    }
                }
            }
            count = rows * (stride + 1)
        }
        return try Deflate.stream(dictionary, filtered)
    }
}
