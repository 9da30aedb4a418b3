import COpenSSL

/// Makes RSA keys with OpenSSL, which finds primes many times faster than an unoptimised build of BoringSSL.
enum RSAKeyMaker {
    /// A new private key as an unencrypted PEM block.
    static func makePEM(bits: Int) throws(PKIError) -> String {
        guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil) else { throw PKIError.library("EVP_PKEY_CTX_new_id") }
        defer { EVP_PKEY_CTX_free(context) }
        var made: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) == 1,
            EVP_PKEY_keygen(context, &made) == 1, let key = made
        else { throw PKIError.library("EVP_PKEY_keygen") }
        defer { EVP_PKEY_free(key) }
        let output = try MemoryBIO.holding([])
        guard PEM_write_bio_PrivateKey(output.pointer, key, nil, nil, 0, nil, nil) == 1 else {
            throw PKIError.library("PEM_write_bio_PrivateKey")
        }
        return String(decoding: try output.contents(limitBytes: 16_384), as: UTF8.self)
    }
}
