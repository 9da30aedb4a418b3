import COpenSSL

/// Owns one `EVP_PKEY_CTX` and frees it exactly once.
struct KeyContext: ~Copyable {
    let pointer: OpaquePointer

    init(key: OpaquePointer) throws(PKIError) {
        guard let pointer = EVP_PKEY_CTX_new(key, nil) else { throw PKIError.library("EVP_PKEY_CTX_new") }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_CTX_free(self.pointer) }

    /// Sets hash, padding and salt of a scheme, after `…_init`.
    borrowing func configure(for scheme: SignatureScheme) throws(PKIError) {
        let digest = scheme.digestAlgorithm == .sha384 ? EVP_sha384() : EVP_sha256()
        var results = [EVP_PKEY_CTX_set_signature_md(self.pointer, digest)]
        switch scheme {
        case .rsaPKCS1SHA256:
            results.append(EVP_PKEY_CTX_set_rsa_padding(self.pointer, RSA_PKCS1_PADDING))
        case .rsaPSSSHA256:
            results.append(EVP_PKEY_CTX_set_rsa_padding(self.pointer, RSA_PKCS1_PSS_PADDING))
            results.append(EVP_PKEY_CTX_set_rsa_mgf1_md(self.pointer, digest))
            results.append(EVP_PKEY_CTX_set_rsa_pss_saltlen(self.pointer, 32))
        case .ecdsaP256SHA256, .ecdsaP384SHA384:
            break
        }
        guard results.allSatisfy({ $0 == 1 }) else { throw PKIError.library("EVP_PKEY_CTX parameters") }
    }
}
