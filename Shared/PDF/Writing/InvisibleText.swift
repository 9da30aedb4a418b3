internal import Foundation

/// Puts the recognised text under the picture's pixels, invisibly, so that it can be searched and copied.
///
/// A line stands on its baseline, the tilt of the page in the text matrix, and each word is stretched to its box:
/// upright boxes per word on a tilted page would break the order of reading.
struct InvisibleText {
    /// Points per pixel.
    let scale: Double
    /// Height of the page. Unit: points.
    let pageHeight: Double

    /// The operators for all lines.
    func content(_ lines: [PDFTextLine]) throws(PDFError) -> String {
        var content = "BT 3 Tr\n"
        for line in lines { content += try self.content(line) }
        return content + "ET\n"
    }

    private func content(_ line: PDFTextLine) throws(PDFError) -> String {
        guard line.baseline.isUsable, line.words.allSatisfy({ $0.box.isUsable }) else {
            throw PDFError(code: .badInput, message: "a line of text has impossible positions")
        }
        let words = line.words.filter { !$0.text.allSatisfy(\.isWhitespace) }
        guard let first = words.first else { return "" }
        let frame = Frame(line.baseline, fallback: first.box)
        let sizes = words.map { frame.height(of: $0.box) }.sorted()
        let size = min(max(sizes[sizes.count / 2] * self.scale, 1), 500)
        var content = "/F1 \(PDFNumber.text(size)) Tf\n"
        for word in words { content += self.content(word, frame, size) }
        return content
    }

    private func content(_ word: PDFTextLine.Word, _ frame: Frame, _ size: Double) -> String {
        let codes = PDFObject.utf16(Self.clean(word.text) + " ")
        let count = Double(codes.count / 2 - 1)
        let length = max(frame.length(of: word.box) * self.scale, 0.1)
        let stretch = min(max(100 * length / (count * 0.5 * size), 1), 10_000)
        let start = frame.start(of: word.box)
        let matrix = [
            frame.cosine, -frame.sine, frame.sine, frame.cosine, start.x * self.scale, self.pageHeight - start.y * self.scale,
        ]
        let hex = String(decoding: PDFSyntax.bytes(.hexString(codes)), as: UTF8.self)
        return "\(PDFNumber.text(stretch)) Tz \(matrix.map(PDFNumber.text).joined(separator: " ")) Tm \(hex) Tj\n"
    }

    /// NFC, without control characters.
    private static func clean(_ text: String) -> String {
        let scalars = text.precomposedStringWithCanonicalMapping.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF }
        return scalars.isEmpty ? "?" : String(String.UnicodeScalarView(scalars))
    }

    /// A baseline as an origin and a direction. Unit: pixels, y downwards.
    private struct Frame {
        let x: Double
        let y: Double
        let cosine: Double
        let sine: Double

        init(_ baseline: PDFTextLine.Baseline, fallback: PDFTextLine.Box) {
            let dx = baseline.x2 - baseline.x1
            let dy = baseline.y2 - baseline.y1
            let length = (dx * dx + dy * dy).squareRoot()
            if length < 1 {
                (self.x, self.y, self.cosine, self.sine) = (fallback.left, fallback.bottom, 1, 0)
            } else {
                (self.x, self.y, self.cosine, self.sine) = (baseline.x1, baseline.y1, dx / length, dy / length)
            }
        }

        private var isSideways: Bool { abs(self.sine) > abs(self.cosine) }

        /// How long a word is along the line.
        func length(of box: PDFTextLine.Box) -> Double {
            self.isSideways ? (box.bottom - box.top) * abs(self.sine) : (box.right - box.left) * abs(self.cosine)
        }

        /// How high a word is across the line; the tilt is taken out of the upright box.
        func height(of box: PDFTextLine.Box) -> Double {
            let width = box.right - box.left
            let height = box.bottom - box.top
            if self.isSideways { return max(width / abs(self.sine) - height * abs(self.cosine), 0.4 * width) }
            return max(height / abs(self.cosine) - width * abs(self.sine), 0.4 * height)
        }

        /// The point of the baseline below the word's first letter.
        func start(of box: PDFTextLine.Box) -> (x: Double, y: Double) {
            let centre = ((box.left + box.right) / 2 - self.x, (box.top + box.bottom) / 2 - self.y)
            let along = centre.0 * self.cosine + centre.1 * self.sine - self.length(of: box) / 2
            return (self.x + along * self.cosine, self.y + along * self.sine)
        }
    }
}
