/// How the pixels of a PNG lie in its decompressed data.
struct PNGLayout {
    let width: Int
    let height: Int
    private let depth: Int
    private let colour: Int
    private let palette: [UInt8]
    private let transparency: [UInt8]

    init(_ chunks: PNGImage.Chunks) throws(PDFError) {
        let header = chunks.header
        guard header.count == 13 else { throw PNGImage.bad("it has no header") }
        self.width = PNGImage.number(header[0..<4])
        self.height = PNGImage.number(header[4..<8])
        self.depth = Int(header[8])
        self.colour = Int(header[9])
        self.palette = chunks.palette
        self.transparency = chunks.transparency
        guard self.width > 0, self.height > 0, self.width <= PNGImage.mostPixels, self.height <= PNGImage.mostPixels,
            self.width * self.height <= PNGImage.mostPixels
        else { throw PNGImage.bad("its size is \(self.width) × \(self.height)") }
        let depths: [Int: Set<Int>] = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]
        guard depths[self.colour]?.contains(self.depth) == true else { throw PNGImage.bad("it has colour type \(self.colour) of \(self.depth) bits") }
        guard header[10] == 0, header[11] == 0 else { throw PNGImage.bad("its compression is unknown") }
        guard header[12] == 0 else { throw PNGImage.bad("it is interlaced") }
        guard self.colour != 3 || (self.palette.count.isMultiple(of: 3) && !self.palette.isEmpty) else { throw PNGImage.bad("it has no palette") }
    }

    private var channels: Int {
        switch self.colour {
        case 2: 3
        case 4: 2
        case 6: 4
        default: 1
        }
    }

    private var rowLength: Int { (self.width * self.channels * self.depth + 7) / 8 }

    /// Length of the decompressed data, each row with its filter byte. Unit: bytes.
    var dataLength: Int { self.height * (self.rowLength + 1) }

    /// Undoes the filters and turns every colour type into red, green, blue and opacity.
    func pixels(_ data: [UInt8]) throws(PDFError) -> (rgb: [UInt8], alpha: [UInt8]?) {
        var rgb: [UInt8] = []
        var alpha: [UInt8] = []
        rgb.reserveCapacity(self.width * self.height * 3)
        alpha.reserveCapacity(self.width * self.height)
        var previous = [UInt8](repeating: 0, count: self.rowLength)
        for row in 0..<self.height {
            let start = row * (self.rowLength + 1)
            var current = Array(data[(start + 1)..<(start + 1 + self.rowLength)])
            try self.unfilter(&current, after: previous, data[start])
            try self.append(current, &rgb, &alpha)
            previous = current
        }
        return (rgb, alpha.allSatisfy { $0 == 255 } ? nil : alpha)
    }

    private func unfilter(_ row: inout [UInt8], after previous: [UInt8], _ filter: UInt8) throws(PDFError) {
        guard filter <= 4 else { throw PNGImage.bad("a row has the filter \(filter)") }
        guard filter > 0 else { return }
        let step = max(1, self.channels * self.depth / 8)
        for index in row.indices {
            let left = index >= step ? row[index - step] : 0
            let above = previous[index]
            switch filter {
            case 1: row[index] &+= left
            case 2: row[index] &+= above
            case 3: row[index] &+= UInt8((Int(left) + Int(above)) / 2)
            default: row[index] &+= Self.paeth(Int(left), Int(above), index >= step ? Int(previous[index - step]) : 0)
            }
        }
    }

    private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
        let estimate = left + above - corner
        let toLeft = abs(estimate - left), toAbove = abs(estimate - above), toCorner = abs(estimate - corner)
        if toLeft <= toAbove, toLeft <= toCorner { return UInt8(left) }
        return UInt8(toAbove <= toCorner ? above : corner)
    }

    /// A sample as it is written; of 16 bits.
    private func sample(_ row: [UInt8], _ index: Int) -> Int {
        switch self.depth {
        case 16: Int(row[2 * index]) << 8 | Int(row[2 * index + 1])
        case 8: Int(row[index])
        default: Int(row[index * self.depth / 8]) >> (8 - self.depth - index * self.depth % 8) & ((1 << self.depth) - 1)
        }
    }

    /// A sample as one byte.
    private func byte(_ sample: Int) -> UInt8 {
        UInt8(self.depth == 16 ? sample >> 8 : sample * 255 / ((1 << self.depth) - 1))
    }

    private func append(_ row: [UInt8], _ rgb: inout [UInt8], _ alpha: inout [UInt8]) throws(PDFError) {
        for column in 0..<self.width {
            let samples = (0..<self.channels).map { self.sample(row, column * self.channels + $0) }
            switch self.colour {
            case 3:
                let entry = samples[0]
                guard 3 * entry + 2 < self.palette.count else { throw PNGImage.bad("a colour is not in its palette") }
                rgb.append(contentsOf: self.palette[(3 * entry)...(3 * entry + 2)])
                alpha.append(entry < self.transparency.count ? self.transparency[entry] : 255)
            case 0, 4:
                rgb.append(contentsOf: repeatElement(self.byte(samples[0]), count: 3))
                alpha.append(self.colour == 4 ? self.byte(samples[1]) : self.opacity(samples))
            default:
                for sample in samples.prefix(3) { rgb.append(self.byte(sample)) }
                alpha.append(self.colour == 6 ? self.byte(samples[3]) : self.opacity(samples))
            }
        }
    }

    /// Of a picture without opacity of its own, one colour may be transparent.
    private func opacity(_ samples: [Int]) -> UInt8 {
        guard self.transparency.count == 2 * samples.count else { return 255 }
        let key = samples.indices.map { PNGImage.number(self.transparency[(2 * $0)..<(2 * $0 + 2)]) }
        return key == samples ? 0 : 255
    }
}
