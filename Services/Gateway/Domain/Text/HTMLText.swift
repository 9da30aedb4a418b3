/// Text made safe for HTML, in content and in quoted attributes.
///
/// Works on Unicode scalars: `"` followed by a combining mark is one `Character` that equals no quote, yet a browser sees
/// the quote and ends the attribute.
public enum HTMLText {
    /// Replaces the five characters that mean something in HTML; controls become a space.
    public static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += " "
            // Direction overrides would let a name rewrite the line it stands in.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
