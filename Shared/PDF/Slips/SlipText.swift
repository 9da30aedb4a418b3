internal import Foundation

/// Breaks paragraphs into lines that fit a width.
struct SlipText {
    /// A line: pieces of one style each, with their place from the line's beginning.
    struct Line {
        var pieces: [(text: String, style: SlipRun.Style, x: Double)] = []
        var width = 0.0
        /// Whether a new line was asked for after it, or the text ends.
        var endsParagraph = false
        /// Blanks between its words.
        var gaps: Int { self.pieces.reduce(0) { $0 + SlipText.gaps($1.text) } }
    }

    static func gaps(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1 == " " ? 1 : 0) } }

    let fonts: SlipFonts

    static let leading = 1.2

    /// The lines of runs at a size within a width; at least one line.
    ///
    /// - Parameter indent: Where the first line begins. Unit: points.
    func lines(_ runs: [SlipRun], size: Double, width: Double, indent: Double = 0) throws(PDFError) -> [Line] {
        var lines = [Line(width: indent)]
        for run in runs {
            let text = Self.clean(run.text)
            for (index, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 {
                    lines[lines.count - 1].endsParagraph = true
                    lines.append(Line())
                }
                try self.append(part, run.style, size, width, to: &lines)
            }
        }
        lines[lines.count - 1].endsParagraph = true
        return lines
    }

    private func append(_ text: Substring, _ style: SlipRun.Style, _ size: Double, _ width: Double, to lines: inout [Line]) throws(PDFError) {
        let font = self.fonts[style]
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        for (index, word) in words.enumerated() {
            var piece = index == 0 ? String(word) : " " + word
            guard !piece.isEmpty else { continue }
            let advance = try font.width(of: piece) * size
            if lines[lines.count - 1].width + advance > width, lines[lines.count - 1].width > 0, !word.isEmpty {
                lines.append(Line())
                piece = String(word)
            }
            try self.place(piece, style, size, width, to: &lines)
        }
    }

    /// Puts a piece on the last line; a word wider than the width is broken between letters.
    private func place(_ piece: String, _ style: SlipRun.Style, _ size: Double, _ width: Double, to lines: inout [Line]) throws(PDFError) {
        let font = self.fonts[style]
        let advance = try font.width(of: piece) * size
        let used = lines[lines.count - 1].width
        guard used + advance > width, used == 0, piece.count > 1 else {
            self.join(piece, style, advance, to: &lines[lines.count - 1])
            return
        }
        var rest = Substring(piece)
        while !rest.isEmpty {
            var part = rest.prefix(1)
            while part.endIndex < rest.endIndex, try font.width(of: String(rest.prefix(part.count + 1))) * size <= width {
                part = rest.prefix(part.count + 1)
            }
            if part.startIndex != piece.startIndex { lines.append(Line()) }
            self.join(String(part), style, try font.width(of: String(part)) * size, to: &lines[lines.count - 1])
            rest = rest[part.endIndex...]
        }
    }

    private func join(_ piece: String, _ style: SlipRun.Style, _ advance: Double, to line: inout Line) {
        if let last = line.pieces.last, last.style == style {
            line.pieces[line.pieces.count - 1].text += piece
        } else {
            line.pieces.append((piece, style, line.width))
        }
        line.width += advance
    }

    /// NFC; control characters become blanks.
    static func clean(_ text: String) -> String {
        let scalars = text.precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar in
            scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7F) ? scalar : " "
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
