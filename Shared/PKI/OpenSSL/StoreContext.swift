import COpenSSL

/// Owns one `X509_STORE_CTX` and frees it exactly once.
struct StoreContext: ~Copyable {
    let pointer: OpaquePointer

    init() throws(PKIError) {
        guard let pointer = X509_STORE_CTX_new() else { throw PKIError.library("X509_STORE_CTX_new") }
        self.pointer = pointer
    }

    deinit { X509_STORE_CTX_free(self.pointer) }
}
