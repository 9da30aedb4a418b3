import COpenSSL

/// Owns one `X509` and frees it exactly once.
struct X509Handle: ~Copyable {
    let pointer: OpaquePointer

    /// Reads a certificate; the same bytes are read once.
    init(derBytes: [UInt8]) throws(PKIError) {
        if let known = X509Cache.shared.take(derBytes) {
            self.pointer = known
            return
        }
        let parsed = derBytes.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_X509(nil, &position, buffer.count)
        }
        guard let parsed else {
            throw PKIError(code: .malformedCertificate, message: "OpenSSL cannot read the certificate: \(OpenSSLErrors.take())")
        }
        self.pointer = parsed
        X509Cache.shared.keep(derBytes, parsed)
    }

    deinit { X509_free(self.pointer) }
}
