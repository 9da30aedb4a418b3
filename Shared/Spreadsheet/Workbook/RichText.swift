/// The text of an element that may hold pieces in several fonts, and readings for other scripts, which are left out.
enum RichText {
    /// Reads to the end of the element that began last.
    static func read(_ reader: PartReader, until element: String) throws(SpreadsheetError) -> String {
        var text = ""
        var isText = false
        var isReading = false
        while let step = try reader.next() {
            switch step {
            case .start("t"): isText = true
            case .end("t"): isText = false
            case .start("rPh"): isReading = true
            case .end("rPh"): isReading = false
            case .text(let piece) where isText && !isReading: text += piece
            case .end(element): return text
            default: continue
            }
        }
        throw reader.damage("the text never ends")
    }

    /// Replaces `_x000A_` by the character it stands for (ISO/IEC 29500-1, 22.9.2.19).
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(0x5F), text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x5F, index + 6 < bytes.count, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F,
                let digits = String(validating: bytes[(index + 2)..<(index + 6)], as: UTF8.self), let value = UInt32(digits, radix: 16),
                let scalar = Unicode.Scalar(value) {
                result += Array(String(scalar).utf8)
                index += 7
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
