import CTesseract

/// Reads one page from file to text: decode, measure, judge, prepare, recognise. Runs only in the worker process.
struct PageReader {
    private let engine: RecognitionEngine
    /// Quality of the JPEG made for pages that have none of their own. Range: `1...100`.
    private static let jpegQuality: Int32 = 88

    init(engine: RecognitionEngine) { self.engine = engine }

    /// Reads a page.
    func read(_ request: ReadRequest) throws -> PageResult {
        let file = try ScanFile(path: request.path, limits: request.limits)
        let page = try file.page(request.page)
        guard let grey = PagePreparation.evenGrey(page.pixels) else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: request.page))
        }
        let measures = QualityMeter.measure(page, grey: grey)
        let findings = QualityGate.judge(measures, page: request.page, thresholds: request.thresholds)
        guard findings.isEmpty else {
            let reading = PageReading(page: request.page, measures: measures, findings: findings, lines: [], meanConfidence: 0)
            return PageResult(reading: reading, image: nil)
        }
        let straight = PagePreparation.recognisable(grey, measures: measures, thresholds: request.thresholds)
        guard let lines = self.engine.recognise(straight, measures: measures) else {
            throw OCRError(.engineUnavailable, "tesseract gave up on page \(request.page)")
        }
        let reading = PageReading(
            page: request.page, measures: measures, findings: [], lines: lines, meanConfidence: Self.meanConfidence(lines))
        return PageResult(reading: reading, image: try Self.image(of: page, dpi: measures.dpi))
    }

    private static func meanConfidence(_ lines: [RecognizedLine]) -> Double {
        let words = lines.flatMap(\.words)
        let letters = words.reduce(0) { $0 + $1.text.count }
        guard letters > 0 else { return 0 }
        return words.reduce(0) { $0 + $1.confidence * Double($1.text.count) } / Double(letters)
    }

    private static func image(of page: borrowing DecodedPage, dpi: Int) throws(OCRError) -> PageImage {
        if let own = page.ownJPEG { return PageImage(jpeg: own, isPassthrough: true) }
        let picture = page.channels >= 3 ? Pixels(pixConvertTo32(page.pixels.pointer)) : Pixels(pixConvertTo8(page.pixels.pointer, 0))
        guard let picture else { throw OCRError(.engineUnavailable, "the page could not be converted") }
        pixSetResolution(picture.pointer, Int32(clamping: dpi), Int32(clamping: dpi))
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard pixWriteMemJpeg(&bytes, &count, picture.pointer, self.jpegQuality, 0) == 0, let bytes else {
            throw OCRError(.engineUnavailable, "the page could not be encoded")
        }
        defer { lept_free(bytes) }
        return PageImage(jpeg: Array(UnsafeBufferPointer(start: bytes, count: count)), isPassthrough: false)
    }
}
