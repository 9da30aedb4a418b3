import COpenSSL
public import Clocks

/// The judgement over one certificate as of one instant.
public struct CertificateReport: Hashable, Sendable {
    /// The certificate that was judged.
    public let certificate: Certificate
    /// The time it was judged at.
    public let instant: UTCInstant
    /// The path to the anchor, leaf first; empty when there is none.
    public let path: [Certificate]
    /// What is wrong; `nil` when the certificate may sign at that time.
    public let fault: SubIndication?
    /// The fault in technical words, for the log.
    public let detail: String

    /// Whether a path to an anchor was found and holds, validity apart.
    public var hasPath: Bool { !self.path.isEmpty }

    init(
        _ certificate: Certificate, helpers: [[UInt8]], anchors: [Certificate], at instant: UTCInstant,
        for purpose: CertificatePurpose = .documents
    ) {
        self.certificate = certificate
        self.instant = instant
        var path: [Certificate] = []
        let (fault, detail) = Self.judge(certificate, helpers: helpers, anchors: anchors, at: instant, for: purpose, path: &path)
        self.path = path
        self.fault = fault
        self.detail = detail
    }

    private static func judge(
        _ certificate: Certificate, helpers: [[UInt8]], anchors: [Certificate], at instant: UTCInstant,
        for purpose: CertificatePurpose, path: inout [Certificate]
    ) -> (SubIndication?, String) {
        guard certificate.key.isStrongEnough else { return (.cryptographyFailure, "the key is \(certificate.key)") }
        // The validity of the leaf is judged by our own rule, so the path is built at a time inside it: an expired
        // certificate of a known authority is then told from one of an unknown authority. OpenSSL takes the last second
        // of a validity for over already.
        let pathInstant = min(max(instant, certificate.notBefore), certificate.notAfter - .seconds(1))
        do {
            let outcome = try PathVerifier.judge(leaf: certificate.derBytes, helpers: helpers, anchors: anchors, at: pathInstant, for: purpose)
            switch outcome {
            case .trusted(let chain):
                // Signer and anchors were read before.
                for derBytes in chain {
                    if let known = ([certificate] + anchors).first(where: { $0.derBytes == derBytes }) {
                        path.append(known)
                    } else {
                        path.append(try Certificate(derBytes: derBytes))
                    }
                }
            case .refused(let code, let depth, let reason):
                return (SubIndication(pathError: code), "\(reason) at depth \(depth)")
            }
        } catch {
            return (.generic, error.message)
        }
        if instant < certificate.notBefore { return (.notYetValid, "valid from \(certificate.notBefore.iso8601)") }
        if instant > certificate.notAfter { return (.expired, "valid until \(certificate.notAfter.iso8601)") }
        guard purpose.allows(certificate) else { return (.chainConstraintsFailure, "the key usage does not allow it") }
        return (nil, "")
    }
}

extension SubIndication {
    /// Maps OpenSSL's `X509_V_ERR_…` of `openssl/x509_vfy.h`.
    init(pathError code: Int32) {
        switch code {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_CERT_UNTRUSTED:
            self = .noChain
        case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK:
            self = .cryptographyFailure
        default:
            self = .chainFailure
        }
    }
}
