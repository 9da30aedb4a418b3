import COpenSSL
import Clocks

/// OpenSSL's own judgement over a detached CMS signature.
enum CMSVerifier {
    /// Whether the signature value fits the content and the signer's key; the signer is not judged.
    ///
    /// - Returns: `nil` when it fits, otherwise OpenSSL's reason.
    static func faultInIntegrity(_ derBytes: [UInt8], content: [ArraySlice<UInt8>]) throws(PKIError) -> String? {
        let message = try CMSHandle(derBytes: derBytes)
        let data = try MemoryBIO.holding(content)
        let flags = CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY
        let result = CMS_verify(message.pointer, nil, nil, data.pointer, nil, UInt32(flags))
        return result == 1 ? nil : OpenSSLErrors.take()
    }

    /// Whether everything holds: integrity, path as of an instant, and in the baseline form the hash of the signing
    /// certificate.
    ///
    /// - Returns: `nil` when it holds, otherwise OpenSSL's reason.
    static func fault(
        _ derBytes: [UInt8], content: [ArraySlice<UInt8>], trust: TrustStore, at instant: UTCInstant, form: CMSExamination.Form = .baseline
    ) throws(PKIError) -> String? {
        let message = try CMSHandle(derBytes: derBytes)
        let data = try MemoryBIO.holding(content)
        // CMS_verify looks for issuers in the message and in the store only. What is in the store and not self-signed
        // helps to build a path but ends none.
        let store = try TrustStoreHandle.holding(trust.anchors + trust.intermediates, at: instant)
        let flags = CMS_BINARY | CMS_DETACHED | (form == .baseline ? CMS_CADES : 0)
        let result = CMS_verify(message.pointer, nil, store.pointer, data.pointer, nil, UInt32(flags))
        return result == 1 ? nil : OpenSSLErrors.take()
    }
}
