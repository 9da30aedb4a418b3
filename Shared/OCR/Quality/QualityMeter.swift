import CTesseract

/// Measures what the quality gate judges. A page costs about 0.15 s of CPU at 200 dpi.
struct QualityMeter {
    /// Width and height of the sheet that is assumed when the file states no plausible resolution. Unit: inches.
    private static let a4: (width: Double, height: Double) = (8.27, 11.69)
    /// Grey levels between neighbours from which an edge counts as sharp, at 200 dpi.
    private static let sharpEdge: Int32 = 30
    /// Grey level below which an evened pixel is dark, and below which it is ink of any kind.
    private static let (dark, ink): (Int32, Int32) = (150, 190)

    /// Measures a page.
    ///
    /// - Parameters:
    ///   - page: The page as decoded.
    ///   - upright: Its picture, grey, turned as it is to be read.
    ///   - grey: The same with an even background.
    ///   - contrast: By how much its contrast was raised; noise was raised with it.
    static func measure(
        _ page: borrowing DecodedPage, upright: borrowing Pixels, grey: borrowing Pixels, contrast: Double
    ) -> PageMeasures {
        var measures = PageMeasures()
        measures.widthPixels = grey.width
        measures.heightPixels = grey.height
        measures.channels = page.channels
        measures.dpi = self.resolution(of: page)
        measures.statedDPI = self.statedResolution(of: page) ?? 0
        measures.paperLevel = self.paperLevel(upright)
        measures.cutMarks = PageMarks.cutMarks(upright, paperLevel: measures.paperLevel, dpi: measures.dpi, contrast: contrast)
        self.measureSharpness(grey, into: &measures)
        measures.noise /= contrast
        guard measures.inkPercent > 0, let binary = Pixels(pixConvertTo1(grey.pointer, self.dark)) else { return measures }
        self.measureTurn(binary, into: &measures)
        return measures
    }

    /// The stated resolution where the sheet it implies is at least as large as a card; else what A4 would give.
    static func resolution(of page: borrowing DecodedPage) -> Int {
        let short = Double(min(page.pixels.width, page.pixels.height))
        let long = Double(max(page.pixels.width, page.pixels.height))
        let asA4 = Int(clampingToInt: min(short / self.a4.width, long / self.a4.height).rounded())
        return max(self.statedResolution(of: page) ?? 0, asA4)
    }

    /// The stated resolution; nil where it implies a sheet smaller than a card.
    static func statedResolution(of page: borrowing DecodedPage) -> Int? {
        let short = Double(min(page.pixels.width, page.pixels.height))
        return page.statedDPI > 0 && short / Double(page.statedDPI) >= 1.5 ? page.statedDPI : nil
    }

    /// The grey level nine tenths of the page are darker than: the paper itself.
    private static func paperLevel(_ grey: borrowing Pixels) -> Double {
        var level: Float = 0
        return pixGetRankValueMasked(grey.pointer, nil, 0, 0, 4, 0.9, &level, nil) == 0 ? Double(level) : 255
    }

    private static func measureSharpness(_ grey: borrowing Pixels, into measures: inout PageMeasures) {
        // Sharpness is a property of the optics per millimetre, so finer scans are brought to 200 dpi first.
        let scale = measures.dpi > 220 ? 200 / Float(measures.dpi) : 1
        let scaled = scale < 1 ? Pixels(pixScaleAreaMap(grey.pointer, scale, scale)) : Pixels(pixClone(grey.pointer))
        guard let scaled, let edges = Pixels(pixSobelEdgeFilter(scaled.pointer, Int32(L_ALL_EDGES))),
            let flat = Pixels(pixThresholdToBinary(edges.pointer, self.sharpEdge))
        else { return }
        let total = Double(scaled.width) * Double(scaled.height)
        let sharp = total - self.count(flat)
        let inked = self.printed(scaled, below: self.ink)
        measures.inkPercent = 100 * self.printed(scaled, below: self.dark) / total
        measures.sharpPercent = inked > 0 ? min(100, 100 * sharp / inked) : 0
        measures.noise = self.noise(of: scaled)
        measures.specksPerSquareInch = PageMarks.specks(scaled, dpi: min(measures.dpi, scale < 1 ? 200 : measures.dpi))
    }

    /// Dark pixels of marks larger than specks.
    private static func printed(_ grey: borrowing Pixels, below level: Int32) -> Double {
        guard let binary = Pixels(pixThresholdToBinary(grey.pointer, level)),
            let marks = Pixels(
                pixSelectBySize(binary.pointer, 3, 3, 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_GTE), nil))
        else { return 0 }
        return self.count(marks)
    }

    private static func count(_ binary: borrowing Pixels) -> Double {
        var count: Int32 = 0
        return pixCountPixels(binary.pointer, &count, nil) == 0 ? Double(count) : 0
    }

    private static func noise(of grey: borrowing Pixels) -> Double {
        guard let kernel = kernelCreateFromString(3, 3, 1, 1, "0 1 0 1 -4 1 0 1 0") else { return 0 }
        var owned: UnsafeMutablePointer<L_Kernel>? = kernel
        defer { kernelDestroy(&owned) }
        guard let changes = Pixels(pixConvolve(grey.pointer, kernel, 8, 0)) else { return 0 }
        var mean: Float = 0
        return pixGetAverageMasked(changes.pointer, nil, 0, 0, 2, Int32(L_MEAN_ABSVAL), &mean) == 0 ? Double(mean) : 0
    }

    private static func measureTurn(_ binary: borrowing Pixels, into measures: inout PageMeasures) {
        var (angle, confidence): (Float, Float) = (0, 0)
        let failed = pixFindSkewSweepAndSearch(binary.pointer, &angle, &confidence, 4, 2, 12, 1, 0.01)
        let isKnown = failed == 0 && confidence >= 2.5
        measures.skewDegrees = isKnown ? Double(angle) : 0
        let radians = Float(measures.skewDegrees * .pi / 180)
        guard let straight = Pixels(pixRotate(binary.pointer, radians, Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), 0, 0)) else {
            return
        }
        measures.differenceHash = PagePrint.differenceHash(straight)
        var (up, left): (Float, Float) = (0, 0)
        guard pixOrientDetect(straight.pointer, &up, &left, 0, 0) == 0 else { return }
        measures.uprightConfidence = Double(up)
        measures.leftConfidence = Double(left)
    }
}
