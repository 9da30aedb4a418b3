import CTesseract

/// Gives a pale page the contrast of an ordinary one before it is measured and read.
///
/// Print that is worn, or was scanned too bright, has the same edges with smaller steps: measured as it is it looks blurred, and
/// coloured ink looks grey. The e-copy keeps the scanner's own picture.
enum PageContrast {
    /// Distance between paper and print below which a page is pale. Unit: grey levels. The sample set: ordinary pages 102 and
    /// more, pale ones 64 to 84.
    private static let pale = 95.0
    /// Distance below which there is no print worth raising. Unit: grey levels. A blank page: 16.
    private static let least = 40.0
    /// Distance a raised page gets. Unit: grey levels.
    private static let wanted = 160.0
    /// Shares of the page that are darker than its print, and than its paper.
    private static let (print, paper): (Float, Float) = (0.005, 0.9)

    /// By how much the contrast of a page is to be raised; 1 = it is good, or there is none.
    ///
    /// - Parameter grey: The page in grey.
    static func factor(of grey: borrowing Pixels) -> Double {
        let contrast = Double(self.level(grey, self.paper) - self.level(grey, self.print))
        return contrast >= self.least && contrast < self.pale ? self.wanted / contrast : 1
    }

    /// The page with its contrast raised and its paper as light as before; nil for pictures of one bit.
    ///
    /// - Parameters:
    ///   - page: The page as decoded.
    ///   - grey: The same in grey.
    ///   - factor: More than 1.
    static func raised(_ page: borrowing Pixels, grey: borrowing Pixels, by factor: Double) -> Pixels? {
        let paper = Double(self.level(grey, self.paper))
        let (black, white) = (paper - paper / factor, paper + (255 - paper) / factor)
        return Pixels(pixGammaTRC(nil, page.pointer, 1, Int32(black), Int32(white)))
    }

    private static func level(_ grey: borrowing Pixels, _ rank: Float) -> Float {
        var level: Float = 0
        return pixGetRankValueMasked(grey.pointer, nil, 0, 0, 4, rank, &level, nil) == 0 ? level : 255
    }
}
