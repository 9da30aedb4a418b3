import COpenSSL
import Clocks

/// Builds and checks a certificate path with OpenSSL.
enum PathVerifier {
    /// What came out of building a path.
    enum Outcome: Sendable {
        /// The path from the leaf to the anchor, each as DER.
        case trusted([[UInt8]])
        /// OpenSSL's `X509_V_ERR_…` number, its text and how far from the leaf it was found.
        case refused(code: Int32, depth: Int32, reason: String)
    }

    /// Judges a certificate as of an instant.
    ///
    /// - Parameters:
    ///   - leaf: The certificate to judge, DER.
    ///   - helpers: Certificates that may stand between it and an anchor, DER.
    ///   - anchors: The certificates trusted by themselves.
    ///   - instant: The time to judge at.
    ///   - purpose: What the leaf is used for.
    static func judge(
        leaf: [UInt8], helpers: [[UInt8]], anchors: [Certificate], at instant: UTCInstant, for purpose: CertificatePurpose = .documents
    ) throws(PKIError) -> Outcome {
        let store = try TrustStoreHandle.holding(anchors, at: instant, for: purpose)
        let certificate = try X509Handle(derBytes: leaf)
        let untrusted = try CertificateStack.holding(helpers)
        let context = try StoreContext()
        guard X509_STORE_CTX_init(context.pointer, store.pointer, certificate.pointer, untrusted.pointer) == 1 else {
            throw PKIError.library("X509_STORE_CTX_init")
        }
        if X509_verify_cert(context.pointer) == 1 {
            guard let chain = X509_STORE_CTX_get1_chain(context.pointer) else { throw PKIError.library("X509_STORE_CTX_get1_chain") }
            return .trusted(CertificateStack(owning: chain).derBytes())
        }
        OpenSSLErrors.clear()
        let code = X509_STORE_CTX_get_error(context.pointer)
        let reason = X509_verify_cert_error_string(Int(code)).map { String(cString: $0) } ?? "error \(code)"
        return .refused(code: code, depth: X509_STORE_CTX_get_error_depth(context.pointer), reason: reason)
    }
}
