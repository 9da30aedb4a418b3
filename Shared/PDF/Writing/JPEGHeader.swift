/// What the header of a JPEG picture tells; the picture itself is not decoded.
public struct JPEGHeader: Hashable, Sendable {
    /// Width. Unit: pixels.
    public let width: Int
    /// Height. Unit: pixels.
    public let height: Int
    /// 1 (gray) or 3 (colour).
    public let components: Int
    /// Resolution of the JFIF header, if it tells one. Unit: dots per inch.
    public let dpi: Double?

    /// Reads the header and looks for the end of the picture.
    ///
    /// Accepts Huffman-coded DCT of 8 bits, sequential or progressive, gray or three components: what PDF/A takes as it
    /// is. Ends on any input.
    ///
    /// - Throws: ``PDFError/Code/badImage``.
    public init(_ bytes: [UInt8]) throws(PDFError) {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { throw Self.bad("it does not begin as a JPEG") }
        var frame: (width: Int, height: Int, components: Int)?
        var dpi: Double?
        var position = 2
        var scan: Int?
        while scan == nil {
            let (marker, segment) = try Self.segment(bytes, &position)
            switch marker {
            case 0xC0, 0xC1, 0xC2:
                guard frame == nil else { throw Self.bad("it has two frames") }
                frame = try Self.frame(bytes[segment])
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: throw Self.bad("its coding is not allowed in PDF/A")
            case 0xE0: dpi = Self.density(Array(bytes[segment])) ?? dpi
            case 0xDA: scan = segment.upperBound
            default: break
            }
        }
        guard let frame, let scan else { throw Self.bad("it has no frame") }
        guard Self.hasEnd(bytes, after: scan) else { throw Self.bad("it is cut off") }
        self.width = frame.width
        self.height = frame.height
        self.components = frame.components
        self.dpi = dpi
    }

    private static func bad(_ what: String) -> PDFError {
        PDFError(code: .badImage, message: "the JPEG is not usable: \(what)")
    }

    /// The next marker with its payload; `position` moves behind it.
    private static func segment(_ bytes: [UInt8], _ position: inout Int) throws(PDFError) -> (UInt8, Range<Int>) {
        guard position + 1 < bytes.count, bytes[position] == 0xFF else { throw self.bad("a marker is missing at \(position)") }
        while position < bytes.count, bytes[position] == 0xFF { position += 1 }
        guard position + 2 < bytes.count else { throw self.bad("it is cut off") }
        let marker = bytes[position]
        guard marker >= 0xC0, !(0xD0...0xD9).contains(marker) else { throw self.bad("a marker \(marker) is out of place") }
        let length = Int(bytes[position + 1]) << 8 | Int(bytes[position + 2])
        guard length >= 2, position + 1 + length <= bytes.count else { throw self.bad("a segment is cut off") }
        let payload = (position + 3)..<(position + 1 + length)
        position = payload.upperBound
        return (marker, payload)
    }

    private static func frame(_ segment: ArraySlice<UInt8>) throws(PDFError) -> (width: Int, height: Int, components: Int) {
        let data = Array(segment)
        guard data.count >= 6, data.count == 6 + 3 * Int(data[5]) else { throw self.bad("its frame is malformed") }
        guard data[0] == 8 else { throw self.bad("it has \(data[0]) bits per colour") }
        guard data[5] == 1 || data[5] == 3 else { throw self.bad("it has \(data[5]) colours") }
        let height = Int(data[1]) << 8 | Int(data[2])
        let width = Int(data[3]) << 8 | Int(data[4])
        guard width > 0, height > 0 else { throw self.bad("its size is \(width) × \(height)") }
        return (width, height, Int(data[5]))
    }

    private static func density(_ data: [UInt8]) -> Double? {
        guard data.count >= 12, data.starts(with: [0x4A, 0x46, 0x49, 0x46, 0]) else { return nil }
        let x = Double(Int(data[8]) << 8 | Int(data[9]))
        guard x > 0 else { return nil }
        return data[7] == 1 ? x : data[7] == 2 ? x * 2.54 : nil
    }

    private static func hasEnd(_ bytes: [UInt8], after scan: Int) -> Bool {
        var position = bytes.count - 2
        while position >= scan {
            if bytes[position] == 0xFF, bytes[position + 1] == 0xD9 { return true }
            position -= 1
        }
        return false
    }
}
