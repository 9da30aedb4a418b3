import CTesseract
import Foundation

/// One warm tesseract engine. Runs only in the worker process, on one thread.
final class RecognitionEngine {
    private let api: OpaquePointer

    /// Loads a language model.
    ///
    /// - Parameters:
    ///   - language: Name of the model, for example `vie`.
    ///   - models: Folder of the models; nil = where the library looks by itself.
    init(language: String, models: String?) throws(OCRError) {
        guard let api = TessBaseAPICreate() else { throw OCRError(.engineUnavailable, "tesseract made no engine") }
        self.api = api
        guard TessBaseAPIInit3(api, models, language) == 0 else {
            throw OCRError(.engineUnavailable, "the language model \(language) could not be loaded")
        }
        TessBaseAPISetVariable(api, "debug_file", "/dev/null")
    }

    deinit {
        TessBaseAPIEnd(self.api)
        TessBaseAPIDelete(self.api)
    }

    /// Recognises a prepared page.
    ///
    /// - Parameters:
    ///   - grey: Grey, straight picture.
    ///   - dpi: Its resolution. Unit: dots per inch.
    /// - Returns: The lines in reading order; nil when the engine gave up.
    func lines(of grey: borrowing Pixels, dpi: Int) -> [StraightLine]? {
        defer { TessBaseAPIClear(self.api) }
        TessBaseAPISetPageSegMode(self.api, PSM_AUTO)
        self.show(grey, dpi: dpi)
        return self.recognise()
    }

    /// Recognises places of a prepared page, each of which holds one line.
    ///
    /// - Parameters:
    ///   - places: The places. Unit: pixels of the picture.
    ///   - grey: Grey, straight picture.
    ///   - dpi: Its resolution. Unit: dots per inch.
    /// - Returns: The words of each place; none where the engine found none.
    func words(at places: [PixelBox], of grey: borrowing Pixels, dpi: Int) -> [[RecognizedWord]] {
        defer { TessBaseAPIClear(self.api) }
        TessBaseAPISetPageSegMode(self.api, PSM_SINGLE_LINE)
        self.show(grey, dpi: dpi)
        return places.map { place in
            TessBaseAPISetRectangle(
                self.api, Int32(clamping: place.x), Int32(clamping: place.y), Int32(clamping: place.width), Int32(clamping: place.height))
            return (self.recognise() ?? []).flatMap(\.words)
        }
    }

    private func show(_ grey: borrowing Pixels, dpi: Int) {
        TessBaseAPISetImage2(self.api, grey.pointer)
        TessBaseAPISetSourceResolution(self.api, Int32(clamping: dpi))
    }

    private func recognise() -> [StraightLine]? {
        guard TessBaseAPIRecognize(self.api, nil) == 0 else { return nil }
        guard let words = TessBaseAPIGetIterator(self.api) else { return [] }
        defer { TessResultIteratorDelete(words) }
        var collector = LineCollector()
        repeat {
            let place = TessResultIteratorGetPageIteratorConst(words)
            if TessPageIteratorIsAtBeginningOf(place, RIL_BLOCK) != 0 { collector.beginBlock() }
            if TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE) != 0, let place { collector.beginLine(Self.lineShape(place)) }
            if let place, let word = Self.word(words, place) { collector.add(word) }
        } while TessResultIteratorNext(words, RIL_WORD) != 0
        return collector.finish()
    }

    private static func lineShape(_ place: OpaquePointer) -> StraightLine.Shape {
        var (x1, y1, x2, y2): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let box = self.box(place, RIL_TEXTLINE)
        guard TessPageIteratorBaseline(place, RIL_TEXTLINE, &x1, &y1, &x2, &y2) != 0 else {
            let bottom = Double(box.y + box.height)
            return StraightLine.Shape(
                start: PixelPoint(x: Double(box.x), y: bottom), end: PixelPoint(x: Double(box.x + box.width), y: bottom),
                height: box.height)
        }
        return StraightLine.Shape(
            start: PixelPoint(x: Double(x1), y: Double(y1)), end: PixelPoint(x: Double(x2), y: Double(y2)), height: box.height)
    }

    private static func word(_ words: OpaquePointer, _ place: OpaquePointer) -> RecognizedWord? {
        guard let text = TessResultIteratorGetUTF8Text(words, RIL_WORD) else { return nil }
        defer { TessDeleteText(text) }
        guard let word = PrintedMarks.word(String(cString: text).precomposedStringWithCanonicalMapping),
            !word.allSatisfy(\.isWhitespace)
        else { return nil }
        let confidence = Double(TessResultIteratorConfidence(words, RIL_WORD))
        return RecognizedWord(
            text: word, box: self.box(place, RIL_WORD), confidence: confidence.isFinite ? min(100, max(0, confidence)) : 0)
    }

    private static func box(_ place: OpaquePointer, _ level: TessPageIteratorLevel) -> PixelBox {
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard TessPageIteratorBoundingBox(place, level, &left, &top, &right, &bottom) != 0 else {
            return PixelBox(x: 0, y: 0, width: 0, height: 0)
        }
        return PixelBox(x: Int(left), y: Int(top), width: Int(right - left), height: Int(bottom - top))
    }
}
