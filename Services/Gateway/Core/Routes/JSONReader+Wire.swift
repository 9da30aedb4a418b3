import Clocks
import Foundation
import GatewayDomain
import SwiftProtobuf

extension JSONReader {
    /// An id as 16 bytes; empty when it is absent.
    mutating func id(_ name: String, required: Bool = true) -> Data {
        let id = self.parsed(name, required: required, vi: "UUID", en: "a UUID") { Identifier($0) }
        return Data(id?.bytes ?? [])
    }

    /// A code; empty when it is absent.
    mutating func code(_ name: String, required: Bool = true) -> String {
        self.parsed(name, required: required, vi: "mã gồm chữ, số, dấu chấm và gạch", en: "a code of letters, digits, dots and dashes") {
            HeaderText.isCode($0) ? $0 : nil
        } ?? ""
    }

    /// Text in NFC; empty when it is absent.
    mutating func words(_ name: String, required: Bool = true, length: ClosedRange<Int> = 1...255) -> String {
        self.string(name, required: required, length: length).precomposedStringWithCanonicalMapping
    }

    /// A 32-bit number; 0 when it is absent.
    mutating func number(_ name: String, required: Bool = true, in range: ClosedRange<Int32>) -> Int32 {
        // The range is within 32 bits, so the conversion cannot fail.
        Int32(clamping: self.integer(name, required: required, in: Int64(range.lowerBound)...Int64(range.upperBound)))
    }

    /// One word of an enumeration; unspecified when it is absent.
    mutating func choice<Value: Enum & CaseIterable>(_ name: String, required: Bool = true) -> Value {
        let words = WireForm.words(Value.self)
        return self.parsed(name, required: required, vi: "một trong: \(words)", en: "one of: \(words)") {
            WireForm.value($0, of: Value.self)
        } ?? Value()
    }

    /// Base64; empty when it is at fault.
    mutating func base64(_ name: String, limitBytes: Int) -> Data {
        self.parsed(name, vi: "base64", en: "base64", limit: limitBytes * 4 / 3 + 4) {
            guard let data = Data(base64Encoded: $0), (1...limitBytes).contains(data.count) else { return nil }
            return data
        } ?? Data()
    }

    /// A digest as 32 bytes; empty when it is at fault.
    mutating func digest(_ name: String) -> Data {
        self.parsed(name, vi: "64 chữ số thập lục phân viết thường", en: "64 lower-case hexadecimal digits") {
            BlobDigest.bytes($0).map { Data($0) }
        } ?? Data()
    }
}
