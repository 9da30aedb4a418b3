extension SoftwareKeySigner: DocumentSigner {
    /// What OpenSSL signs with for this kind of key.
    public var schemes: [SignatureScheme] { SignatureScheme.allCases.filter { $0.suits(self.certificate.key) } }
    /// It takes a processor for each call, so a few are enough.
    public var parallelCalls: Int { 4 }
    /// One value is computed after the other.
    public var digestsPerCall: Int { 1 }

    /// The signature values over some digests.
    ///
    /// - Throws: ``SignerError`` with `unsupportedScheme`, `badDigest` or `moduleFailed`.
    public func sign(_ digests: [[UInt8]], scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]] {
        try self.check(digests, scheme)
        var values: [[UInt8]] = []
        for digest in digests {
            do {
                values.append(try self.sign(digest: digest, scheme: scheme))
            } catch {
                throw SignerError(code: .moduleFailed, message: error.message)
            }
        }
        return values
    }
}
