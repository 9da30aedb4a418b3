extension Sequence<UInt8> {
    /// The bytes in lower-case hexadecimal without separators.
    var hexText: String {
        self.map { byte in
            let text = String(byte, radix: 16)
            return text.utf8.count == 1 ? "0" + text : text
        }.joined()
    }
}
