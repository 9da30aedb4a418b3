/// Marks of a page as its content, and what a content of this writer shows lowest.
extension SlipWriter {
    /// Writes the fonts that the marks need.
    ///
    /// - Returns: The content, and the fonts by the names it calls them.
    static func draw(
        _ marks: [SlipMark], fonts: SlipFonts, to sink: inout some PDFObjectSink
    ) throws(PDFError) -> (content: String, fonts: PDFDictionary) {
        var subsets = SlipRun.Style.allCases.map { FontSubset(fonts[$0]) }
        var content = self.beginning
        for mark in marks { content += try self.draw(mark, &subsets) }
        var names = PDFDictionary()
        for style in Set(marks.compactMap(\.style)).sorted(by: { $0.index < $1.index }) {
            let reference = sink.reserve()
            try subsets[style.index].write(as: reference, to: &sink)
            names["F\(style.index)"] = .reference(reference)
        }
        return (content, names)
    }

    /// The lowest height a page content of this writer draws at, with room for what hangs below a line of text.
    ///
    /// - Returns: `nil` for a content that has anything this writer never writes.
    static func lowest(in content: [UInt8]) -> Double? {
        guard content.starts(with: self.beginning.utf8) else { return nil }
        var lowest = Double.infinity
        for line in content.dropFirst(self.beginning.utf8.count).split(separator: 0x0A) {
            let words = line.split(separator: 0x20, maxSplits: 8, omittingEmptySubsequences: true).map { String(decoding: $0, as: UTF8.self) }
            switch (words.count, words.first ?? "", words.last ?? "") {
            case (7..., "BT", _) where words[3] == "Tf" && words[6] == "Td":
                guard let size = self.number(words[2]), let y = self.number(words[5]) else { return nil }
                lowest = min(lowest, y - size * 0.3)
            case (7, _, "S") where words[2] == "m" && words[5] == "l":
                guard let from = self.number(words[1]), let to = self.number(words[4]) else { return nil }
                lowest = min(lowest, from, to)
            case (5, _, "re"):
                guard let y = self.number(words[1]) else { return nil }
                lowest = min(lowest, y)
            case (1, "f", _): break
            default: return nil
            }
        }
        return lowest.isFinite ? lowest : nil
    }

    private static func number(_ word: String) -> Double? { Double(word).flatMap { $0.isFinite ? $0 : nil } }
}
