import COpenSSL

/// Whether one certificate was issued by another.
enum IssuerCheck {
    /// Compares names, key identifiers and key usage, and verifies the signature.
    static func isIssued(_ certificate: Certificate, by issuer: Certificate) throws(PKIError) -> Bool {
        let leaf = try X509Handle(derBytes: certificate.derBytes)
        let parent = try X509Handle(derBytes: issuer.derBytes)
        guard X509_check_issued(parent.pointer, leaf.pointer) == X509_V_OK, let key = X509_get0_pubkey(parent.pointer) else {
            OpenSSLErrors.clear()
            return false
        }
        let isSigned = X509_verify(leaf.pointer, key) == 1
        if !isSigned { OpenSSLErrors.clear() }
        return isSigned
    }
}
