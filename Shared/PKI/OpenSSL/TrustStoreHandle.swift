import COpenSSL
import Clocks

/// Owns one `X509_STORE` with anchors and a time, and frees it exactly once.
struct TrustStoreHandle: ~Copyable {
    let pointer: OpaquePointer

    private init() throws(PKIError) {
        guard let pointer = X509_STORE_new() else { throw PKIError.library("X509_STORE_new") }
        self.pointer = pointer
    }

    /// Makes a store that judges paths as of an instant.
    ///
    /// For documents any purpose is allowed here, because CMS_verify would otherwise demand an e-mail certificate; the
    /// key usage is checked by our own rule. Security level 2 refuses RSA below 2048 bits and SHA-1 in a path.
    static func holding(
        _ anchors: [Certificate], at instant: UTCInstant, for purpose: CertificatePurpose = .documents
    ) throws(PKIError) -> TrustStoreHandle {
        let store = try TrustStoreHandle()
        for anchor in anchors {
            let handle = try X509Handle(derBytes: anchor.derBytes)
            guard X509_STORE_add_cert(store.pointer, handle.pointer) == 1 else { throw PKIError.library("X509_STORE_add_cert") }
        }
        guard X509_STORE_set_purpose(store.pointer, purpose.openSSLPurpose) == 1 else { throw PKIError.library("X509_STORE_set_purpose") }
        let parameters = X509_STORE_get0_param(store.pointer)
        let microseconds = instant.microsecondsSinceEpoch
        let seconds = microseconds / 1_000_000 - (microseconds % 1_000_000 < 0 ? 1 : 0)
        X509_VERIFY_PARAM_set_time(parameters, time_t(seconds))
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        return store
    }

    /// Gives the store to an owner that will free it.
    consuming func release() -> OpaquePointer {
        let pointer = self.pointer
        discard self
        return pointer
    }

    deinit { X509_STORE_free(self.pointer) }
}
