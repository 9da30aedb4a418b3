internal import CQREncode

/// A QR code as a square of dark and light modules.
public struct QRCode: Hashable, Sendable {
    /// Modules along one side, without the quiet zone.
    public let side: Int
    /// Row-major from the top left. Shape: `side × side`. `true` is dark.
    public let modules: [Bool]

    /// Encodes a text as UTF-8 with medium error correction (15 %).
    ///
    /// - Throws: ``PDFError/Code/badInput`` when the text is empty or longer than a code can hold (2,331 bytes).
    public init(_ text: String) throws(PDFError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= 2_331, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else {
            throw PDFError(code: .badInput, message: "\(bytes.count) bytes do not fit a QR code")
        }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        guard side > 0, let data = code.pointee.data else { throw PDFError(code: .badInput, message: "the QR code is empty") }
        self.side = side
        // The lowest bit of a module's byte tells its colour; the others are of use to the encoder only.
        self.modules = (0..<(side * side)).map { data[$0] & 1 == 1 }
    }
}
