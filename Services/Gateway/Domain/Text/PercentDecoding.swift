/// Percent-decoding of paths and queries.
public enum PercentDecoding {
    /// The decoded text, or nil for a broken escape, for what is not UTF-8 and for NUL.
    ///
    /// - Parameter plusIsSpace: True in queries, as browsers send forms.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var pending: [UInt8] = []
        var left = 0
        for byte in text.utf8 {
            if left > 0 {
                guard let digit = self.hexadecimal(byte) else { return nil }
                pending.append(digit)
                left -= 1
                if left == 0 {
                    bytes.append(pending[0] << 4 | pending[1])
                    pending = []
                }
            } else if byte == UInt8(ascii: "%") {
                left = 2
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        guard left == 0, !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
