import COpenSSL
import Clocks

/// OpenSSL's own judgement over a detached CMS signature.
///
/// Whoever asks has compared the hash of the content with the attribute message-digest already, so the content is not given
/// a second time: what is verified here is the value over the signed attributes, among which that hash is.
enum CMSVerifier {
    /// Whether the signature value fits the signed attributes and the signer's key; the signer is not judged.
    ///
    /// - Parameters:
    ///   - message: The signature.
    ///   - unhashed: The content, when the caller could not hash it.
    /// - Returns: `nil` when it fits, otherwise OpenSSL's reason.
    static func faultInIntegrity(_ message: CMSMessage, unhashed: [UInt8]? = nil) throws(PKIError) -> String? {
        try message.withHandle { (message) throws(PKIError) in
            guard message.hasOnlySignedAttributes() else { return "the signature is not over attributes" }
            let data = try MemoryBIO.holding([unhashed.map { $0[...] } ?? Self.nothing])
            let flags = CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY | (unhashed == nil ? Self.withoutContent : 0)
            let result = CMS_verify(message.pointer, nil, nil, data.pointer, nil, UInt32(flags))
            return result == 1 ? nil : OpenSSLErrors.take()
        }
    }

    /// Whether everything but the content holds: the value, the path as of an instant, and in the baseline form the hash of
    /// the signing certificate.
    ///
    /// - Returns: `nil` when it holds, otherwise OpenSSL's reason.
    static func fault(
        _ message: CMSMessage, trust: TrustStore, at instant: UTCInstant, form: CMSExamination.Form = .baseline
    ) throws(PKIError) -> String? {
        try message.withHandle { (message) throws(PKIError) in
            guard message.hasOnlySignedAttributes() else { return "the signature is not over attributes" }
            let data = try MemoryBIO.holding([Self.nothing])
            // CMS_verify looks for issuers in the message and in the store only. What is in the store and not self-signed
            // helps to build a path but ends none.
            let store = try TrustStoreHandle.holding(trust.anchors + trust.intermediates, at: instant)
            let flags = CMS_BINARY | CMS_DETACHED | Self.withoutContent | (form == .baseline ? CMS_CADES : 0)
            let result = CMS_verify(message.pointer, nil, store.pointer, data.pointer, nil, UInt32(flags))
            return result == 1 ? nil : OpenSSLErrors.take()
        }
    }

    private static let withoutContent = CMS_NO_CONTENT_VERIFY

    /// OpenSSL reads something in any case, and takes an empty memory BIO for a fault.
    private static let nothing: ArraySlice<UInt8> = [0]
}
