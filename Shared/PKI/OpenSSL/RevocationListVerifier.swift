import COpenSSL

/// OpenSSL's judgement over the signature of a revocation list.
enum RevocationListVerifier {
    /// Whether the list was signed by the key of a certificate.
    static func isSigned(_ list: [UInt8], by issuer: Certificate) throws(PKIError) -> Bool {
        let parsed = list.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_X509_CRL(nil, &position, buffer.count)
        }
        guard let parsed else {
            throw PKIError(code: .malformedRevocation, message: "OpenSSL cannot read the list: \(OpenSSLErrors.take())")
        }
        defer { X509_CRL_free(parsed) }
        let holder = try X509Handle(derBytes: issuer.derBytes)
        guard let key = X509_get0_pubkey(holder.pointer) else {
            throw PKIError(code: .unsupportedAlgorithm, message: "OpenSSL cannot use the key: \(OpenSSLErrors.take())")
        }
        let isSigned = X509_CRL_verify(parsed, key) == 1
        if !isSigned { OpenSSLErrors.clear() }
        return isSigned
    }
}
