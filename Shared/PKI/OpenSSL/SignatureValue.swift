import COpenSSL

/// Checking and making bare signature values over a digest.
enum SignatureValue {
    /// Whether a value was made over a digest by the key of a certificate.
    static func isValid(
        _ signature: [UInt8], digest: [UInt8], scheme: SignatureScheme, by certificate: Certificate
    ) throws(PKIError) -> Bool {
        let holder = try X509Handle(derBytes: certificate.derBytes)
        guard let key = X509_get0_pubkey(holder.pointer) else {
            throw PKIError(code: .unsupportedAlgorithm, message: "OpenSSL cannot use the key: \(OpenSSLErrors.take())")
        }
        let context = try KeyContext(key: key)
        guard EVP_PKEY_verify_init(context.pointer) == 1 else { throw PKIError.library("EVP_PKEY_verify_init") }
        try context.configure(for: scheme)
        let result = EVP_PKEY_verify(context.pointer, signature, signature.count, digest, digest.count)
        if result != 1 { OpenSSLErrors.clear() }
        return result == 1
    }

    /// The value a private key makes over a digest.
    static func make(digest: [UInt8], scheme: SignatureScheme, key: borrowing KeyHandle) throws(PKIError) -> [UInt8] {
        let context = try KeyContext(key: key.pointer)
        guard EVP_PKEY_sign_init(context.pointer) == 1 else { throw PKIError.library("EVP_PKEY_sign_init") }
        try context.configure(for: scheme)
        var length = 0
        guard EVP_PKEY_sign(context.pointer, nil, &length, digest, digest.count) == 1 else {
            throw PKIError.library("EVP_PKEY_sign")
        }
        var signature = [UInt8](repeating: 0, count: length)
        guard EVP_PKEY_sign(context.pointer, &signature, &length, digest, digest.count) == 1 else {
            throw PKIError.library("EVP_PKEY_sign")
        }
        return Array(signature[..<length])
    }
}
