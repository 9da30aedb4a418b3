import COpenSSL

/// Owns one private `EVP_PKEY` and frees it exactly once.
struct KeyHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Reads an unencrypted PEM private key.
    init(pem: String) throws(PKIError) {
        let source = try MemoryBIO.holding([Array(pem.utf8)[...]])
        // The callback refuses, so that an encrypted key fails instead of asking for a password on the terminal.
        let refuse: @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 = { _, _, _, _ in -1 }
        guard let pointer = PEM_read_bio_PrivateKey(source.pointer, nil, refuse, nil) else {
            throw PKIError(code: .malformedKey, message: "no private key can be read: \(OpenSSLErrors.take())")
        }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(self.pointer) }

    /// Whether it is the private half of a certificate's key.
    borrowing func matches(_ certificate: Certificate) throws(PKIError) -> Bool {
        let holder = try X509Handle(derBytes: certificate.derBytes)
        let matches = X509_check_private_key(holder.pointer, self.pointer) == 1
        if !matches { OpenSSLErrors.clear() }
        return matches
    }
}
