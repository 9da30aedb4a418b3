/// File names from outside, made safe for a header and for a disk.
public enum SafeFileName {
    /// `attachment; filename="…"; filename*=UTF-8''…` (RFC 6266): no quote, control or path separator survives.
    ///
    /// - Parameters:
    ///   - name: What the caller would like the file to be called.
    ///   - fallback: Taken when nothing usable is left.
    public static func contentDisposition(_ name: String, fallback: String) -> String {
        let safe = self.cleaned(name)
        let shown = safe.isEmpty ? fallback : safe
        let ascii = String(
            String.UnicodeScalarView(shown.unicodeScalars.map { $0.isASCII && $0 != "%" ? $0 : "_" }))
        return "attachment; filename=\"\(ascii)\"; filename*=UTF-8''\(self.percentEncoded(shown))"
    }

    /// Without controls, quotes, separators and leading dots; at most 120 scalars.
    static func cleaned(_ name: String) -> String {
        var scalars = name.unicodeScalars.filter { scalar in
            switch scalar {
            case "\"", "\\", "/", ":", "*", "?", "<", ">", "|", ";": false
            default: !(scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                || scalar.value == 0x2028 || scalar.value == 0x2029)
            }
        }.prefix(120)[...]
        while let first = scalars.first, first == "." || first == " " { scalars.removeFirst() }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
