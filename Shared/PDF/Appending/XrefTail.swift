/// The end of a document: where its newest cross-reference section begins and of which kind it is.
struct XrefTail: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// A table that begins with `xref`.
        case table
        /// A table whose trailer also points at a stream for readers of PDF 1.5; Word and LibreOffice write it.
        case hybrid
        /// A cross-reference stream.
        case stream
    }

    let kind: Kind
    /// The number behind the last `startxref`. Unit: bytes.
    let offset: Int

    init(_ document: PDFDocument) throws(PDFError) {
        let offset = try Self.startxref(document.view)
        let rest = document.view[offset...].drop { Self.isSpace($0) }
        if rest.starts(with: "xref".utf8) {
            self.kind = document.trailer["XRefStm"] == nil ? .table : .hybrid
        } else {
            guard document.trailer["Type"]?.nameValue == "XRef" else {
                throw PDFError(code: .damaged, message: "startxref points at no cross-reference section")
            }
            self.kind = .stream
        }
        self.offset = offset
    }

    /// The number behind the last `startxref`.
    static func startxref(_ bytes: FileView) throws(PDFError) -> Int {
        let word = Array("startxref".utf8)
        let earliest = max(0, bytes.count - 2_048)
        var position = bytes.count - word.count
        while position >= earliest {
            if bytes[position..<(position + word.count)].elementsEqual(word) {
                let digits = bytes[(position + word.count)...].drop { Self.isSpace($0) }.prefix { (0x30...0x39).contains($0) }
                guard let offset = Int(String(decoding: digits.prefix(18), as: UTF8.self)), offset < bytes.count else {
                    throw PDFError(code: .damaged, message: "the number behind startxref is outside the file")
                }
                return offset
            }
            position -= 1
        }
        throw PDFError(code: .damaged, message: "there is no startxref at the end of the file")
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0
    }
}
