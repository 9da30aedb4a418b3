internal import CQPDF

/// Compression with zlib, as `/FlateDecode` wants it.
enum Deflate {
    static func compress(_ input: [UInt8], level: Int32 = 6) throws(PDFError) -> [UInt8] {
        var stream = z_stream()
        guard CQPDF_deflate_init(&stream, level) == Z_OK else {
            throw PDFError(code: .unsupported, message: "deflateInit failed")
        }
        defer { deflateEnd(&stream) }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var position = 0
        var status = Z_OK
        while status != Z_STREAM_END {
            // avail_in is 32 bits wide, so a large input goes in pieces.
            let piece = min(input.count - position, 1 << 24)
            let flush = position + piece == input.count ? Z_FINISH : Z_NO_FLUSH
            (status, position) = input.withUnsafeBytes { source in
                chunk.withUnsafeMutableBytes { target in
                    stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress?.advanced(by: position))
                    stream.avail_in = UInt32(piece)
                    stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                    stream.avail_out = UInt32(target.count)
                    let status = deflate(&stream, flush)
                    return (status, position + piece - Int(stream.avail_in))
                }
            }
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw PDFError(code: .unsupported, message: "deflate failed with \(status)")
            }
            output.append(contentsOf: chunk[0..<(chunk.count - Int(stream.avail_out))])
        }
        return output
    }

    /// A stream whose data are compressed.
    static func stream(_ dictionary: PDFDictionary = [:], _ data: [UInt8]) throws(PDFError) -> PDFObject {
        var dictionary = dictionary
        dictionary["Filter"] = .name("FlateDecode")
        return .stream(dictionary, try self.compress(data))
    }
}
