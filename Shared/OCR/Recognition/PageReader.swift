import CTesseract

/// Reads one page from file to text: decode, turn, measure, judge, prepare, recognise. Runs only in the worker process.
struct PageReader {
    private let reader: LineReader
    /// Quality of the JPEG made for pages that have none of their own. Range: `1...100`.
    private static let jpegQuality: Int32 = 88
    /// Quality of thumbnails. Range: `1...100`.
    private static let thumbnailQuality: Int32 = 75
    /// Confidence below which the other three ways to lay the page are tried. Range: `0...100`.
    private static let doubtfulConfidence = 60.0
    /// Confidence below which a page is read once more without its noise. Range: `0...100`.
    private static let sureConfidence = 90.0
    /// Resolution to which finer scans are brought for that. Unit: dots per inch.
    private static let calmDPI = 200
    /// By how much another way must be surer to be believed. Range: `0...100`.
    private static let turnGain = 15.0

    init(reader: LineReader) { self.reader = reader }

    /// What was found of a page, and its picture.
    struct Answer {
        let reading: PageReading
        let image: PageImage?
    }

    /// A page ready to be recognised.
    private struct Upright: ~Copyable {
        let grey: Pixels
        var measures: PageMeasures
        var turn: Int
        /// By how much the worker turned it beyond what file and person say.
        var mended: Int
    }

    /// Reads a page; where only the quality gate is asked, the picture is a thumbnail.
    func read(_ request: ReadRequest) throws -> Answer {
        let file = try ScanFile(path: request.path, limits: request.limits)
        let page = try file.page(request.page)
        var upright = try self.upright(page, request)
        var findings = QualityGate.judge(upright.measures, page: request.page, thresholds: request.thresholds)
        let isRefused = findings.contains(where: \.refuses)
        var lines: [RecognizedLine] = []
        if !isRefused, !request.judgesOnly {
            lines = try self.recognise(&upright, request)
            let words = lines.reduce(0) { $0 + $1.words.count }
            let doubt = QualityGate.judge(
                meanConfidence: Self.meanConfidence(lines), words: words, page: request.page, thresholds: request.thresholds)
            findings += doubt.map { [$0] } ?? []
        }
        if upright.mended != 0 {
            let turn = QualityFinding(.orientation, page: request.page, measured: "\(upright.mended)°", demanded: "0°", severity: .mended)
            findings.append(turn)
        }
        let reading = PageReading(
            page: request.page, measures: upright.measures, findings: findings, lines: lines,
            meanConfidence: Self.meanConfidence(lines), turn: upright.turn)
        if request.judgesOnly { return Answer(reading: reading, image: try Self.thumbnail(of: page, turn: upright.turn)) }
        return Answer(reading: reading, image: isRefused ? nil : try Self.image(of: page, reading: reading))
    }

    /// Turns the page as the file and a person say, or further where nobody said anything and the print surely lies wrong.
    private func upright(_ page: borrowing DecodedPage, _ request: ReadRequest) throws -> Upright {
        guard let grey = PagePreparation.grey(page.pixels, turned: 0) else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: request.page))
        }
        let contrast = PageContrast.factor(of: grey)
        guard contrast > 1, let clear = PageContrast.raised(page.pixels, grey: grey, by: contrast) else {
            return try self.upright(page, page.pixels, contrast: 1, request)
        }
        return try self.upright(page, clear, contrast: contrast, request)
    }

    /// - Parameters:
    ///   - picture: What is measured and read: the page's pixels, or the same with their contrast raised.
    ///   - contrast: By how much it was raised.
    private func upright(
        _ page: borrowing DecodedPage, _ picture: borrowing Pixels, contrast: Double, _ request: ReadRequest
    ) throws -> Upright {
        let told = request.turn ?? page.turn
        guard var plain = PagePreparation.grey(picture, turned: told), var even = PagePreparation.even(plain) else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: request.page))
        }
        var measures = QualityMeter.measure(page, upright: plain, grey: even, contrast: contrast)
        let wrong = request.turn == nil ? measures.wrongOrientation(surerThan: request.thresholds.orientationConfidence) : 0
        if wrong != 0, let turned = PagePreparation.turned(plain, by: wrong), let turnedEven = PagePreparation.turned(even, by: wrong) {
            plain = turned
            even = turnedEven
            measures = QualityMeter.measure(page, upright: plain, grey: even, contrast: contrast)
        }
        let turn = (told + wrong) % 360
        // What is measured is the page as it is; what is read is the page without seals.
        if !request.judgesOnly, let readable = Self.withoutSeals(picture, turned: turn, dpi: measures.dpi) {
            return Upright(grey: readable, measures: measures, turn: turn, mended: wrong)
        }
        return Upright(grey: even, measures: measures, turn: turn, mended: wrong)
    }

    /// The page with an even background and without the ink of seals and signatures; nil when it has none.
    private static func withoutSeals(_ picture: borrowing Pixels, turned degrees: Int, dpi: Int) -> Pixels? {
        guard let clear = ColouredMarks.removed(from: picture, dpi: dpi), let turned = PagePreparation.turned(clear, by: degrees)
        else { return nil }
        return PagePreparation.even(turned)
    }

    private func recognise(_ upright: inout Upright, _ request: ReadRequest) throws -> [RecognizedLine] {
        let lines = try self.lines(upright.grey, upright.measures, request)
        let confidence = Self.meanConfidence(lines)
        guard request.turn == nil, upright.mended == 0, confidence < Self.doubtfulConfidence,
            let turn = try self.surerTurn(upright, confidence, request), let grey = PagePreparation.turned(upright.grey, by: turn)
        else { return try self.calmed(lines, upright, request) }
        var measures = upright.measures
        if turn != 180 { swap(&measures.widthPixels, &measures.heightPixels) }
        measures.skewDegrees = 0
        let turned = try self.lines(grey, measures, request)
        guard Self.meanConfidence(turned) >= confidence + Self.turnGain else { return try self.calmed(lines, upright, request) }
        let whole = (upright.turn + turn) % 360
        upright = Upright(grey: grey, measures: measures, turn: whole, mended: turn)
        return try self.calmed(turned, upright, request)
    }

    /// Reads a page that was read badly once more without its noise, and keeps the surer reading.
    ///
    /// Smoothing costs fine strokes of good print, so it is not done to every page. In a finer scan each pixel becomes the mean
    /// of several, which takes noise away and leaves the print as large as the engine wants it.
    private func calmed(
        _ lines: [RecognizedLine], _ upright: borrowing Upright, _ request: ReadRequest
    ) throws -> [RecognizedLine] {
        let confidence = Self.meanConfidence(lines)
        let scale = min(1, Double(Self.calmDPI) / Double(max(1, upright.measures.dpi)))
        let isSmooth = upright.measures.noise > request.thresholds.medianFilterNoise && scale > 0.8
        guard !lines.isEmpty, confidence < Self.sureConfidence, !isSmooth else { return lines }
        let (pointer, factor) = (upright.grey.pointer, Float(scale > 0.8 ? 1 : scale))
        guard let picture = Pixels(factor < 1 ? pixScaleAreaMap(pointer, factor, factor) : pixClone(pointer)) else { return lines }
        var (measures, smoothing) = (upright.measures, request)
        (measures.widthPixels, measures.heightPixels) = (picture.width, picture.height)
        measures.dpi = Int((Float(measures.dpi) * factor).rounded())
        smoothing.thresholds.medianFilterNoise = 0
        let calm = try self.lines(picture, measures, smoothing)
        return Self.meanConfidence(calm) > confidence ? calm.map { $0.scaled(by: 1 / Double(factor)) } : lines
    }

    /// Reads the page at half its size the other three ways round; half a page costs a quarter.
    private func surerTurn(_ upright: borrowing Upright, _ confidence: Double, _ request: ReadRequest) throws -> Int? {
        guard let half = Pixels(pixScaleAreaMap(upright.grey.pointer, 0.5, 0.5)) else { return nil }
        var best: (turn: Int, confidence: Double)?
        for turn in [180, 90, 270] {
            guard let turned = PagePreparation.turned(half, by: turn) else { continue }
            var measures = upright.measures
            (measures.dpi, measures.widthPixels, measures.heightPixels) = (measures.dpi / 2, turned.width, turned.height)
            measures.skewDegrees = 0
            let found = Self.meanConfidence(try self.lines(turned, measures, request, rereads: false))
            if found >= confidence + Self.turnGain, found > best?.confidence ?? 0 { best = (turn, found) }
        }
        return best?.turn
    }

    private func lines(
        _ grey: borrowing Pixels, _ measures: PageMeasures, _ request: ReadRequest, rereads: Bool = true
    ) throws -> [RecognizedLine] {
        guard let copy = Pixels(pixClone(grey.pointer)) else { throw OCRError(.engineUnavailable, "no memory for page \(request.page)") }
        let straight = PagePreparation.recognisable(copy, measures: measures, thresholds: request.thresholds)
        guard let lines = self.reader.lines(of: straight, measures: measures, rereads: rereads) else {
            throw OCRError(.engineUnavailable, "tesseract gave up on page \(request.page)")
        }
        return lines
    }

    private static func meanConfidence(_ lines: [RecognizedLine]) -> Double { RecognizedWord.meanConfidence(lines.flatMap(\.words)) }

    private static func image(of page: borrowing DecodedPage, reading: PageReading) throws(OCRError) -> PageImage {
        if let own = page.ownJPEG { return PageImage(jpeg: own, isPassthrough: true, turn: reading.turn) }
        let picture = page.channels >= 3 ? Pixels(pixConvertTo32(page.pixels.pointer)) : Pixels(pixConvertTo8(page.pixels.pointer, 0))
        guard let picture else { throw OCRError(.engineUnavailable, "the page could not be converted") }
        pixSetResolution(picture.pointer, Int32(clamping: reading.measures.dpi), Int32(clamping: reading.measures.dpi))
        return PageImage(jpeg: try self.jpeg(picture, quality: self.jpegQuality), isPassthrough: false, turn: reading.turn)
    }

    private static func thumbnail(of page: borrowing DecodedPage, turn: Int) throws(OCRError) -> PageImage {
        let longer = max(page.pixels.width, page.pixels.height, 1)
        let scale = min(1, Float(ReadRequest.thumbnailSide) / Float(longer))
        guard let colour = Pixels(pixConvertTo32(page.pixels.pointer)), let small = Pixels(pixScaleAreaMap(colour.pointer, scale, scale)),
            let upright = PagePreparation.turned(small, by: turn)
        else { throw OCRError(.engineUnavailable, "the page could not be made small") }
        return PageImage(jpeg: try self.jpeg(upright, quality: self.thumbnailQuality), isPassthrough: false, turn: 0)
    }

    private static func jpeg(_ picture: borrowing Pixels, quality: Int32) throws(OCRError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard pixWriteMemJpeg(&bytes, &count, picture.pointer, quality, 0) == 0, let bytes else {
            throw OCRError(.engineUnavailable, "the page could not be encoded")
        }
        defer { lept_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}
