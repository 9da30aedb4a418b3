import COpenSSL

/// OpenSSL's own judgement over a detached CMS signature.
///
/// Whoever asks has compared the hash of the content with the attribute message-digest already, so the content is not given
/// a second time: what is verified here is the value over the signed attributes, among which that hash is.
enum CMSVerifier {
    /// Whether the signature value fits the signed attributes and the key of a certificate that the message names as its
    /// signer's; the certificate is not judged.
    ///
    /// - Parameters:
    ///   - message: The signature.
    ///   - signer: The certificate; no other is tried.
    ///   - unhashed: The content, when the caller could not hash it.
    /// - Returns: `nil` when it fits, otherwise OpenSSL's reason.
    static func faultInIntegrity(_ message: CMSMessage, by signer: Certificate, unhashed: [UInt8]? = nil) throws(PKIError) -> String? {
        let signers = try CertificateStack.holding([signer.derBytes])
        return try message.withHandle { (message) throws(PKIError) in
            guard message.hasOnlySignedAttributes() else { return "the signature is not over attributes" }
            let data = try MemoryBIO.holding([unhashed.map { $0[...] } ?? Self.nothing])
            let flags =
                CMS_BINARY | CMS_DETACHED | CMS_NOINTERN | CMS_NO_SIGNER_CERT_VERIFY | (unhashed == nil ? CMS_NO_CONTENT_VERIFY : 0)
            let result = CMS_verify(message.pointer, signers.pointer, nil, data.pointer, nil, UInt32(flags))
            return result == 1 ? nil : OpenSSLErrors.take()
        }
    }

    /// Whether every signer's signed attributes name the certificates of a path, the signer's first.
    ///
    /// - Returns: `nil` when they do, otherwise OpenSSL's reason.
    ///
    /// Source: RFC 5035, section 3; RFC 2634, 5.4.
    static func faultInReference(_ message: CMSMessage, to path: [Certificate]) throws(PKIError) -> String? {
        let chain = try CertificateStack.holding(path.map(\.derBytes))
        return try message.withHandle { message in message.names(chain) ? nil : OpenSSLErrors.take() }
    }

    /// OpenSSL reads something in any case, and takes an empty memory BIO for a fault.
    private static let nothing: ArraySlice<UInt8> = [0]
}
