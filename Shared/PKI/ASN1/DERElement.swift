/// The frame of one DER element, read without looking inside.
enum DERElement {
    /// Cuts off the zero padding that fills the reserved place of a PDF signature; anything else behind is an error.
    static func withoutPadding(_ contents: [UInt8], limit: Int, _ code: PKIError.Code) throws(PKIError) -> [UInt8] {
        guard contents.count <= limit else { throw PKIError(code: code, message: "\(contents.count) bytes, \(limit) are allowed") }
        guard let length = self.length(contents), length <= contents.count else {
            throw PKIError(code: code, message: "the contents do not hold a whole DER element")
        }
        guard contents[length...].allSatisfy({ $0 == 0 }) else {
            throw PKIError(code: code, message: "something other than zero padding follows")
        }
        return Array(contents[..<length])
    }

    /// Length of the SEQUENCE the bytes begin with, header included; `nil` when they begin with something else.
    private static func length(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 2, bytes[0] == 0x30 else { return nil }
        let first = Int(bytes[1])
        if first < 0x80 { return 2 + first }
        let count = first & 0x7F
        guard (1...4).contains(count), bytes.count >= 2 + count else { return nil }
        return bytes[2..<(2 + count)].reduce(0) { $0 << 8 | Int($1) } + 2 + count
    }
}
