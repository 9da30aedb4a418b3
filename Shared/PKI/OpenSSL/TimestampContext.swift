import COpenSSL

/// Owns one `TS_VERIFY_CTX` and frees it exactly once.
struct TimestampContext: ~Copyable {
    let pointer: OpaquePointer

    /// Takes over what a question says: imprint, nonce and policy.
    init(request: TimestampRequest) throws(PKIError) {
        let question = request.derBytes.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_TS_REQ(nil, &position, buffer.count)
        }
        guard let question else { throw PKIError.library("d2i_TS_REQ") }
        defer { TS_REQ_free(question) }
        guard let pointer = TS_REQ_to_TS_VERIFY_CTX(question, nil) else { throw PKIError.library("TS_REQ_to_TS_VERIFY_CTX") }
        self.pointer = pointer
        // The conversion leaves the signature out (see openssl/ts.h).
        TS_VERIFY_CTX_add_flags(pointer, Int32(TS_VFY_SIGNATURE))
    }

    /// Hands over anchors and helping certificates; the context frees both.
    borrowing func trust(_ store: consuming TrustStoreHandle, helpers: consuming CertificateStack) {
        TS_VERIFY_CTX_set_store(self.pointer, store.release())
        TS_VERIFY_CTX_set_certs(self.pointer, helpers.release())
    }

    deinit { TS_VERIFY_CTX_free(self.pointer) }
}
