import Foundation

/// The words of a page as `pdftotext -tsv` prints them: one row per page, flow, line and word, twelve columns.
struct TextTable {
    /// Places are told in pixels of this resolution, as those of a scan are. Unit: dots per inch.
    static let dpi = 200

    private struct Row {
        let line: [Substring]
        let box: PixelBox
        let text: String
    }

    private let rows: [Row]

    /// Reads the table; rows of another shape are left out.
    init(_ table: [UInt8]) {
        let scale = Double(Self.dpi) / 72
        self.rows = String(decoding: table, as: UTF8.self).split(separator: "\n").compactMap { row in
            let columns = row.split(separator: "\t", maxSplits: 11, omittingEmptySubsequences: false)
            guard columns.count == 12, columns[0] == "5" else { return nil }
            let sides = columns[6...9].compactMap { Double($0) }
            let text = columns[11].filter { !$0.isWhitespace }
            guard sides.count == 4, !text.isEmpty else { return nil }
            let pixels = sides.map { Int(clampingToInt: ($0 * scale).rounded()) }
            return Row(
                line: Array(columns[1...4]), box: PixelBox(x: pixels[0], y: pixels[1], width: pixels[2], height: pixels[3]),
                text: text)
        }
    }

    /// The words as lines of a page.
    ///
    /// - Parameters:
    ///   - page: The page, from 1.
    ///   - pointsWide: Width of the page. Unit: points.
    ///   - pointsHigh: Height of the page. Unit: points.
    func reading(page: Int, pointsWide: Double, pointsHigh: Double) -> PageReading {
        var measures = PageMeasures()
        measures.dpi = Self.dpi
        measures.statedDPI = Self.dpi
        measures.channels = 3
        measures.widthPixels = Int(clampingToInt: pointsWide * Double(Self.dpi) / 72)
        measures.heightPixels = Int(clampingToInt: pointsHigh * Double(Self.dpi) / 72)
        var lines: [RecognizedLine] = []
        var (from, block) = (0, -1)
        while from < self.rows.count {
            let key = self.rows[from].line
            let end = self.rows[from...].firstIndex { $0.line != key } ?? self.rows.count
            if from == 0 || self.rows[from - 1].line[..<3] != key[..<3] { block += 1 }
            lines.append(Self.line(self.rows[from..<end], block: block))
            from = end
        }
        return PageReading(
            page: page, measures: measures, findings: [], lines: lines, meanConfidence: lines.isEmpty ? 0 : 100)
    }

    private static func line(_ rows: ArraySlice<Row>, block: Int) -> RecognizedLine {
        let bottom = Double(rows.map { $0.box.y + $0.box.height }.max() ?? 0)
        let left = Double(rows.map(\.box.x).min() ?? 0)
        let right = Double(rows.map { $0.box.x + $0.box.width }.max() ?? 0)
        return RecognizedLine(
            words: rows.map { RecognizedWord(text: $0.text.precomposedStringWithCanonicalMapping, box: $0.box, confidence: 100) },
            baselineStart: PixelPoint(x: left, y: bottom), baselineEnd: PixelPoint(x: right, y: bottom),
            height: rows.map(\.box.height).max() ?? 0, block: block)
    }
}
