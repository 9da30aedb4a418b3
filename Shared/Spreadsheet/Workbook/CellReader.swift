internal import Clocks

/// Makes a cell from what a sheet says about it (ISO/IEC 29500-1, 18.3.1.4).
struct CellReader {
    /// What stands in the sheet.
    struct Raw {
        /// The kind: `s`, `str`, `inlineStr`, `b`, `e`, `d`, `n`; empty = a number.
        var kind = ""
        /// The style, from 0.
        var style = 0
        /// The value.
        var value = ""
        /// Whether it is computed.
        var isFormula = false
    }

    /// Texts that cells refer to.
    let texts: [String]
    /// For each style, whether it shows a day.
    let dated: [Bool]
    /// Whether days are counted from 1904.
    let is1904: Bool

    /// The cell; nil when it refers to a text that is not there.
    func cell(_ raw: Raw) -> SheetCell? {
        switch raw.kind {
        case "s":
            guard let index = Int(raw.value), self.texts.indices.contains(index) else { return nil }
            return Self.text(self.texts[index])
        case "str", "inlineStr": return Self.text(raw.value)
        case "b": return .flag(raw.value == "1" || raw.value == "true")
        case "e": return .unusable(.formulaFailed)
        case "d": return VietnamDate(iso8601: String(raw.value.prefix(10))).map(SheetCell.date) ?? .unusable(.noDay)
        default: return self.number(raw)
        }
    }

    private func number(_ raw: Raw) -> SheetCell {
        guard !raw.value.isEmpty else { return raw.isFormula ? .unusable(.formulaWithoutValue) : .empty }
        guard let number = Double(raw.value), number.isFinite else { return .unusable(.noNumber) }
        guard self.dated.indices.contains(raw.style), self.dated[raw.style] else { return .number(number) }
        return SerialDay.date(number, is1904: self.is1904).map(SheetCell.date) ?? .unusable(.noDay)
    }

    private static func text(_ raw: String) -> SheetCell {
        let text = RichText.unescaped(raw).replacing("\r\n", with: "\n")
        let isText = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || "\t\n\r".unicodeScalars.contains($0) }
        return isText ? SheetCell(text) : .unusable(.controlCharacter)
    }
}
