public import Clocks

/// The authorities that are trusted, and certificates that help to reach them.
public struct TrustStore: Sendable {
    /// The certificates trusted by themselves; in Vietnam the national root and the civil-service root.
    public let anchors: [Certificate]
    /// Certificates between signers and anchors that files may forget to bring.
    public let intermediates: [Certificate]

    /// Makes a store.
    public init(anchors: [Certificate], intermediates: [Certificate] = []) {
        self.anchors = anchors
        self.intermediates = intermediates
    }

    /// Judges a certificate by itself, as must be done before it signs (R35).
    ///
    /// - Parameters:
    ///   - certificate: The certificate of the signer.
    ///   - chain: Certificates that came with it.
    ///   - instant: The time to judge at.
    /// - Returns: What holds and what does not; revocation is not part of it.
    public func judge(_ certificate: Certificate, chain: [Certificate] = [], at instant: UTCInstant) -> CertificateReport {
        CertificateReport(certificate, helpers: (chain + self.intermediates).map(\.derBytes), anchors: self.anchors, at: instant)
    }
}
