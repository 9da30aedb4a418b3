extension CMSSignature {
    /// Reads the contents of a signature of an older file, which may be BER instead of DER: lengths that are not told, strings
    /// in pieces.
    ///
    /// BER is read and written anew by OpenSSL, which knows how deep honest messages go; what comes out is read as any other
    /// signature. Signed attributes and certificates are DER in BER messages too (RFC 5652, 5.3 and 10.2.2), so the bytes
    /// that were signed stay the same.
    ///
    /// - Parameter contents: The bytes and zero padding.
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedSignature``.
    ///
    /// Source: ISO 32000-1, 12.8.3.3.1 asks for DER; not all software heeded it.
    public init(olderContents contents: [UInt8]) throws(PKIError) {
        let strict: PKIError
        do {
            try self.init(contents: contents)
            return
        } catch {
            strict = error
        }
        guard contents.count <= Self.maximumBytes, contents.first == 0x30 else { throw strict }
        let message = try CMSHandle(derBytes: contents)
        guard contents[message.length...].allSatisfy({ $0 == 0 }) else { throw strict }
        try self.init(contents: try message.derBytes())
    }
}
