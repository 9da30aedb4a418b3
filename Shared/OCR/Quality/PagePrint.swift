import CTesseract

/// What a page looks like from afar, in 64 bits.
enum PagePrint {
    /// The difference hash of a straight page of ink and paper.
    ///
    /// The page is clipped to its print, so that it does not matter where the sheet lay, and cut into 9 × 8 fields; each bit
    /// says whether a field holds more ink than its right neighbour.
    static func differenceHash(_ straight: borrowing Pixels) -> UInt64 {
        guard let marks = Pixels(pixSelectBySize(straight.pointer, 4, 4, 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_GTE), nil)) else {
            return 0
        }
        var clipped: UnsafeMutablePointer<Pix>?
        guard pixClipToForeground(marks.pointer, &clipped, nil) == 0, let print = Pixels(clipped) else { return 0 }
        var hash: UInt64 = 0
        for row in 0..<8 {
            let fields = (0..<9).map { self.ink(print, column: $0, row: row) }
            for column in 0..<8 { hash = hash << 1 | (fields[column] > fields[column + 1] ? 1 : 0) }
        }
        return hash
    }

    private static func ink(_ print: borrowing Pixels, column: Int, row: Int) -> Int32 {
        let (left, right) = (print.width * column / 9, print.width * (column + 1) / 9)
        let (top, bottom) = (print.height * row / 8, print.height * (row + 1) / 8)
        guard right > left, bottom > top else { return 0 }
        var box = boxCreate(Int32(left), Int32(top), Int32(right - left), Int32(bottom - top))
        defer { boxDestroy(&box) }
        var count: Int32 = 0
        return pixCountPixelsInRect(print.pointer, box, &count, nil) == 0 ? count : 0
    }
}
