internal import Crypto
internal import Synchronization

extension PDFDocument {
    /// Length of the file. Unit: bytes.
    public var byteCount: Int { self.view.count }

    /// SHA-256 of the whole file, without a copy of it. Count: 32.
    public func sha256() -> [UInt8] {
        if let known = self.digest.withLock({ $0 }) { return known }
        var hash = SHA256()
        self.view.withUnsafeBytes { hash.update(bufferPointer: $0) }
        let digest = Array(hash.finalize())
        self.digest.withLock { $0 = digest }
        return digest
    }

    /// SHA-256 over the two spans of a signature; `nil` when they do not fit the file. Count: 32.
    ///
    /// Where the signature covers the file to its end, what both hashes have in common is read once.
    func sha256(of range: SignatureByteRange) -> [UInt8]? {
        guard range.fits(self.view.count), let end = range.end else { return nil }
        var hash = SHA256()
        self.view.withUnsafeBytes(0..<range.firstLength) { hash.update(bufferPointer: $0) }
        if end == self.view.count, self.digest.withLock({ $0 }) == nil {
            var whole = hash
            self.view.withUnsafeBytes(range.firstLength..<end) { whole.update(bufferPointer: $0) }
            let digest = Array(whole.finalize())
            self.digest.withLock { $0 = digest }
        }
        self.view.withUnsafeBytes(range.secondOffset..<end) { hash.update(bufferPointer: $0) }
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
