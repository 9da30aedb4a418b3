internal import Crypto

extension PDFDocument {
    /// Length of the file. Unit: bytes.
    public var byteCount: Int { self.view.count }

    /// SHA-256 of the whole file, without a copy of it. Count: 32.
    public func sha256() -> [UInt8] {
        var hash = SHA256()
        self.view.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return Array(hash.finalize())
    }

    /// Hands the two spans of a signature to a hash, without a copy of them; nothing when they do not fit the file.
    ///
    /// Do not let the pointers escape the closure.
    public func forEachPiece(of range: SignatureByteRange, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard range.fits(self.view.count), let end = range.end else { return }
        self.view.withUnsafeBytes(0..<range.firstLength, body)
        self.view.withUnsafeBytes(range.secondOffset..<end, body)
    }
}
