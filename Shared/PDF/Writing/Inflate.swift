internal import CQPDF

/// Decompression of `/FlateDecode` that stops at a limit, because a kilobyte may hold a gigabyte.
enum Inflate {
    /// What became of the data.
    enum Outcome {
        case data([UInt8])
        /// The result would be longer than the limit.
        case tooLong
        /// The data are no zlib stream, or are cut off before anything could be read.
        case damaged
    }

    /// Decompresses the data of one stream; what follows the end of the compressed data is ignored.
    static func decompress(_ input: [UInt8], limit: Int) -> Outcome {
        input.withUnsafeBytes { self.decompress($0, limit: limit) }
    }

    /// As above, without a copy of the input.
    static func decompress(_ source: UnsafeRawBufferPointer, limit: Int) -> Outcome {
        var output: [UInt8] = []
        let end = self.pump(source) { chunk in
            guard output.count + chunk.count <= limit else { return false }
            output.append(contentsOf: chunk)
            return true
        }
        return switch end {
        case .stopped: .tooLong
        case .ended: .data(output)
        case .broken: output.isEmpty ? .damaged : .data(output)
        }
    }

    /// How long the result would be, without keeping it; `nil` if it is longer than the limit.
    static func length(_ source: UnsafeRawBufferPointer, limit: Int) -> Int? {
        var total = 0
        let end = self.pump(source) { chunk in
            total += chunk.count
            return total <= limit
        }
        return end == .stopped ? nil : total
    }

    private enum End { case ended, stopped, broken }

    /// Runs zlib over the input and hands each piece of the result to `take`, which may stop it.
    private static func pump(_ source: UnsafeRawBufferPointer, _ take: (ArraySlice<UInt8>) -> Bool) -> End {
        var stream = z_stream()
        guard CQPDF_inflate_init(&stream) == Z_OK else { return .broken }
        defer { inflateEnd(&stream) }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var position = 0
        while true {
            // avail_in is 32 bits wide, so a large input goes in pieces.
            let piece = min(source.count - position, 1 << 24)
            let status = chunk.withUnsafeMutableBytes { target in
                stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress?.advanced(by: position))
                stream.avail_in = UInt32(piece)
                stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_NO_FLUSH)
            }
            position += piece - Int(stream.avail_in)
            let made = chunk.count - Int(stream.avail_out)
            if made > 0, !take(chunk[0..<made]) { return .stopped }
            if status == Z_STREAM_END { return .ended }
            guard status == Z_OK, made > 0 || stream.avail_in < UInt32(piece) else { return .broken }
        }
    }
}
