/// A PDF value, as read from a file or to be written to one.
public indirect enum PDFObject: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A whole number.
    case integer(Int)
    /// A real number, as it is written in the file.
    case real(String)
    /// A name without its slash and without escapes.
    case name(String)
    /// A string's bytes.
    case string([UInt8])
    /// A string that is written as hex digits.
    case hexString([UInt8])
    /// A list.
    case array([PDFObject])
    /// A dictionary.
    case dictionary(PDFDictionary)
    /// A dictionary with bytes behind it, already encoded as its `/Filter` says.
    case stream(PDFDictionary, [UInt8])
    /// A pointer to an indirect object.
    case reference(PDFReference)

    /// A number written with at most four decimals, without exponent.
    public static func number(_ value: Double) -> PDFObject {
        .real(PDFNumber.text(value))
    }

    /// A text string: ASCII as it is, anything else as UTF-16BE with a byte order mark.
    public static func text(_ text: String) -> PDFObject {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return .string(Array(text.utf8)) }
        return .hexString([0xFE, 0xFF] + PDFObject.utf16(text))
    }

    static func utf16(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    static func numbers(_ values: [Double]) -> PDFObject { .array(values.map { .number($0) }) }
}

extension PDFObject {
    /// The whole number, if it is one.
    public var integerValue: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The number, whole or real.
    public var numberValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let text): Double(text)
        default: nil
        }
    }

    /// The name, if it is one.
    public var nameValue: String? {
        if case .name(let value) = self { value } else { nil }
    }

    /// The bytes of a string, if it is one.
    public var stringValue: [UInt8]? {
        switch self {
        case .string(let bytes), .hexString(let bytes): bytes
        default: nil
        }
    }

    /// The text of a text string: UTF-16BE or UTF-8 with a mark, otherwise Latin 1.
    public var textValue: String? {
        guard let bytes = self.stringValue else { return nil }
        if bytes.starts(with: [0xFE, 0xFF]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
            return String(decoding: units, as: UTF16.self)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// The items of an array, if it is one.
    public var arrayValue: [PDFObject]? {
        if case .array(let items) = self { items } else { nil }
    }

    /// The dictionary, also that of a stream.
    public var dictionaryValue: PDFDictionary? {
        switch self {
        case .dictionary(let value), .stream(let value, _): value
        default: nil
        }
    }

    /// The reference, if it is one.
    public var referenceValue: PDFReference? {
        if case .reference(let value) = self { value } else { nil }
    }
}
