import COpenSSL

/// Owns one memory `BIO` and frees it exactly once.
///
/// The bytes are copied in. `BIO_new_mem_buf` would only point at them, and a Swift array moves: that gave random
/// verification errors.
struct MemoryBIO: ~Copyable {
    let pointer: OpaquePointer

    private init() throws(PKIError) {
        guard let pointer = BIO_new(BIO_s_mem()) else { throw PKIError.library("BIO_new") }
        self.pointer = pointer
    }

    /// A BIO from which the pieces can be read one after the other.
    static func holding(_ pieces: [ArraySlice<UInt8>]) throws(PKIError) -> MemoryBIO {
        let source = try MemoryBIO()
        for piece in pieces {
            guard Self.write(piece, to: source.pointer) else { throw PKIError.library("BIO_write") }
        }
        return source
    }

    deinit { BIO_free(self.pointer) }

    /// What OpenSSL wrote into it.
    borrowing func contents(limitBytes: Int) throws(PKIError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limitBytes)
        let count = BIO_read(self.pointer, &buffer, Int32(limitBytes))
        guard count >= 0 else { throw PKIError.library("BIO_read") }
        return Array(buffer[..<Int(count)])
    }

    private static func write(_ piece: ArraySlice<UInt8>, to pointer: OpaquePointer) -> Bool {
        piece.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let length = min(bytes.count - offset, 1 << 24)
                let written = BIO_write(pointer, bytes.baseAddress.map { $0 + offset }, Int32(length))
                guard written > 0 else { return false }
                offset += Int(written)
            }
            return true
        }
    }
}
