import CTesseract

/// Takes the ink of seals and signatures out of a page's grey picture, so that the names they lie on can be read.
///
/// Seals are red and are put across the signature (ND 30/2020, Appendix I, part I, II.8); pens are mostly blue. In grey both
/// are as dark as print, and print that they touch is taken for a part of a drawing. In the strongest of the three channels
/// coloured ink is light and black print stays dark. Only marks larger than letters are treated so: a title printed in red
/// is text.
struct ColouredMarks {
    /// Difference between the strongest and the weakest channel from which a pixel counts as coloured. Range: `0...255`.
    private static let colourful: Int32 = 35
    /// Least width and height of a mark. Unit: millimetres. Letters are smaller, seals are 20 and more, signatures mostly 10.
    private static let least = 8.0

    /// The page in grey, without the coloured ink of large marks.
    ///
    /// - Parameters:
    ///   - page: The page as decoded.
    ///   - dpi: Its resolution. Unit: dots per inch.
    /// - Returns: nil when the page has no such mark, or no colour at all.
    static func removed(from page: borrowing Pixels, dpi: Int) -> Pixels? {
        guard pixGetDepth(page.pointer) == 32,
            let colour = Pixels(pixConvertRGBToGrayMinMax(page.pointer, Int32(L_CHOOSE_MAXDIFF))),
            let plain = Pixels(pixThresholdToBinary(colour.pointer, self.colourful)),
            let coloured = Pixels(pixInvert(nil, plain.pointer))
        else { return nil }
        let least = Int32(clamping: Int(self.least / 25.4 * Double(dpi)))
        guard
            let large = Pixels(
                pixSelectBySize(coloured.pointer, least, least, 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_GTE), nil))
        else { return nil }
        return self.grey(page, colour: colour, without: large)
    }

    private static func grey(_ page: borrowing Pixels, colour: borrowing Pixels, without marks: borrowing Pixels) -> Pixels? {
        guard let boxes = pixConnCompBB(marks.pointer, 8) else { return nil }
        var owned: UnsafeMutablePointer<Boxa>? = boxes
        defer { boxaDestroy(&owned) }
        let count = boxaGetCount(boxes)
        guard count > 0, let strongest = Pixels(pixConvertRGBToGrayMinMax(page.pointer, Int32(L_CHOOSE_MAX))),
            // Light and colour together: what is coloured goes to white, what is grey stays as it is.
            let faded = Pixels(pixAddGray(nil, strongest.pointer, colour.pointer)),
            let grey = Pixels(pixConvertTo8(page.pointer, 0))
        else { return nil }
        for index in 0..<count {
            var (x, y, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height) == 0 else { continue }
            pixRasterop(grey.pointer, x, y, width, height, PIX_SRC, faded.pointer, x, y)
        }
        return grey
    }
}
