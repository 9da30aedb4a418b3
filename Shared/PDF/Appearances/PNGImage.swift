internal import CQPDF

/// A decoded PNG picture: what a signature image or a seal is given as.
///
/// Takes every colour type and depth, palettes and transparency, but no interlacing. Ends on any input; sizes are checked
/// before anything is decompressed.
///
/// Source: ISO/IEC 15948.
struct PNGImage {
    static let mostPixels = 25_000_000

    let width: Int
    let height: Int
    /// Shape: `height × width × 3`, red, green, blue.
    let rgb: [UInt8]
    /// Shape: `height × width`, 255 = opaque; `nil` if all of it is.
    let alpha: [UInt8]?
    /// Resolution, if the file tells one. Unit: dots per inch.
    let dpi: Double?

    /// The parts of the file that matter.
    struct Chunks {
        var header: [UInt8] = []
        var palette: [UInt8] = []
        var transparency: [UInt8] = []
        var physical: [UInt8] = []
        var data: [UInt8] = []
        var hasEnd = false
    }

    init(_ bytes: [UInt8]) throws(PDFError) {
        let chunks = try Self.chunks(bytes)
        let layout = try PNGLayout(chunks)
        let rows: [UInt8]
        switch Inflate.decompress(chunks.data, limit: layout.dataLength) {
        case .data(let data) where data.count == layout.dataLength: rows = data
        case .data, .tooLong, .damaged: throw Self.bad("its data are not as long as its size tells")
        }
        (self.rgb, self.alpha) = try layout.pixels(rows)
        self.width = layout.width
        self.height = layout.height
        self.dpi = Self.dpi(chunks.physical)
    }

    static func bad(_ what: String) -> PDFError { PDFError(code: .badImage, message: "the PNG is not usable: \(what)") }

    private static func chunks(_ bytes: [UInt8]) throws(PDFError) -> Chunks {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { throw self.bad("it does not begin as a PNG") }
        var chunks = Chunks()
        var position = 8
        while !chunks.hasEnd {
            guard position + 12 <= bytes.count else { throw self.bad("it is cut off") }
            let length = self.number(bytes[position..<(position + 4)])
            guard length <= bytes.count - position - 12 else { throw self.bad("a chunk is cut off") }
            let body = (position + 8)..<(position + 8 + length)
            try self.checkSum(bytes, (position + 4)..<body.upperBound)
            self.take(String(decoding: bytes[(position + 4)..<(position + 8)], as: UTF8.self), bytes[body], into: &chunks)
            position = body.upperBound + 4
        }
        return chunks
    }

    private static func checkSum(_ bytes: [UInt8], _ range: Range<Int>) throws(PDFError) {
        let sum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress.map { $0 + range.lowerBound }, UInt32(range.count)) }
        guard Int(sum) == self.number(bytes[range.upperBound..<(range.upperBound + 4)]) else { throw self.bad("a check sum is wrong") }
    }

    private static func take(_ type: String, _ body: ArraySlice<UInt8>, into chunks: inout Chunks) {
        switch type {
        case "IHDR": if chunks.header.isEmpty { chunks.header = Array(body) }
        case "PLTE": chunks.palette = Array(body)
        case "tRNS": chunks.transparency = Array(body)
        case "pHYs": chunks.physical = Array(body)
        case "IDAT": chunks.data.append(contentsOf: body)
        case "IEND": chunks.hasEnd = true
        default: break
        }
    }

    private static func dpi(_ physical: [UInt8]) -> Double? {
        guard physical.count == 9, physical[8] == 1 else { return nil }
        let perMetre = Double(self.number(physical[0..<4]))
        return perMetre > 0 ? perMetre * 0.0254 : nil
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
