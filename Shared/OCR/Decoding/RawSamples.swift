import CTesseract

/// Uncompressed samples of a page image, row by row, one byte per channel.
struct RawSamples {
    let bytes: [UInt8]
    let width: Int
    let height: Int
    let channels: Int

    /// Copies the samples into a picture of the same size. The caller has checked the count.
    func fill(_ pixels: borrowing Pixels) {
        for y in 0..<self.height {
            for x in 0..<self.width {
                let at = (y * self.width + x) * self.channels
                let value: UInt32
                if self.channels == 3 {
                    let (red, green, blue) = (UInt32(self.bytes[at]), UInt32(self.bytes[at + 1]), UInt32(self.bytes[at + 2]))
                    value = red << 24 | green << 16 | blue << 8
                } else {
                    value = UInt32(self.bytes[at])
                }
                pixSetPixel(pixels.pointer, Int32(x), Int32(y), value)
            }
        }
    }
}
