import CTesseract

/// Counts specks, and letters that are cut off at an edge.
enum PageMarks {
    /// Grey level below which an evened pixel belongs to a speck.
    private static let speck: Int32 = 150
    /// Share of the paper's brightness by which ink is darker.
    private static let ink = 0.3

    /// Dark marks too small for print on an evened grey page. Unit: per square inch.
    ///
    /// - Parameter dpi: Resolution of the page. Unit: dots per inch.
    static func specks(_ grey: borrowing Pixels, dpi: Int) -> Double {
        guard dpi > 0, let binary = Pixels(pixThresholdToBinary(grey.pointer, self.speck)) else { return 0 }
        var (all, large): (Int32, Int32) = (0, 0)
        guard pixCountConnComp(binary.pointer, 8, &all) == 0,
            let marks = Pixels(pixSelectBySize(binary.pointer, 3, 3, 8, Int32(L_SELECT_IF_EITHER), Int32(L_SELECT_IF_GTE), nil)),
            pixCountConnComp(marks.pointer, 8, &large) == 0
        else { return 0 }
        let area = Double(grey.width) * Double(grey.height) / Double(dpi * dpi)
        return area > 0 ? Double(max(0, all - large)) / area : 0
    }

    /// Marks as long along an edge as letters are, 0.75 to 10 mm, that touch it; the most on one of the four edges.
    ///
    /// - Parameters:
    ///   - grey: The page as scanned: evening the background out makes marks of its own along the edges.
    ///   - paperLevel: Brightness of the bare paper. Range: `0...255`.
    ///   - dpi: Resolution of the page. Unit: dots per inch.
    ///   - contrast: By how much its contrast was raised; shadows along the edges were raised with it.
    static func cutMarks(_ grey: borrowing Pixels, paperLevel: Double, dpi: Int, contrast: Double) -> Int {
        let darkest = Int32(paperLevel * max(0, 1 - self.ink * contrast))
        guard dpi > 0, let binary = Pixels(pixThresholdToBinary(grey.pointer, darkest)),
            let touching = Pixels(pixExtractBorderConnComps(binary.pointer, 8))
        else { return 0 }
        var boxes: UnsafeMutablePointer<Boxa>? = pixConnCompBB(touching.pointer, 8)
        defer { boxaDestroy(&boxes) }
        let (least, most) = (Int32(dpi * 3 / 100), Int32(dpi * 2 / 5))
        var edges = [0, 0, 0, 0]
        for index in 0..<boxaGetCount(boxes) {
            var (x, y, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height) == 0, width <= most, height <= most else { continue }
            if height >= least {
                if x == 0 { edges[0] += 1 }
                if Int(x + width) == binary.width { edges[1] += 1 }
            }
            if width >= least {
                if y == 0 { edges[2] += 1 }
                if Int(y + height) == binary.height { edges[3] += 1 }
            }
        }
        return edges.max() ?? 0
    }
}
