public import Clocks
import SwiftASN1
import X509

/// A certification authority for tests and for trying the suite out: a root and an authority below it.
///
/// Never for work: its keys lie in memory or in plain files. The civil-service authority issues the real certificates.
public struct DevelopmentAuthority: Sendable {
    /// The trusted certificate.
    public let root: Certificate
    /// The authority that issues to persons and organisations.
    public let issuing: Certificate

    private let issuingKey: DevelopmentKey

    /// Makes a new root and issuing authority, valid for twenty years.
    ///
    /// - Parameters:
    ///   - organization: Whose authority it is; may hold any Vietnamese letters.
    ///   - key: Kind of the keys of both authorities.
    ///   - now: When they begin to be valid.
    /// - Throws: ``PKIError`` with ``PKIError/Code/notIssued`` or ``PKIError/Code/unsupportedAlgorithm``.
    public init(organization: String, key: KeyAlgorithm = .p256, now: UTCInstant) throws(PKIError) {
        let rootKey = try DevelopmentKey(key)
        let issuingKey = try DevelopmentKey(key)
        let end = now + .seconds(20 * 366 * 86_400)
        let rootName = DevelopmentSubject(commonName: "Hoso Development Root CA", organization: organization)
        let issuingName = DevelopmentSubject(commonName: "Hoso Development Issuing CA", organization: organization)
        let rootRequest = DevelopmentRequest(
            subject: rootName, key: rootKey, notBefore: now, notAfter: end, usage: [], authorityPathLength: 1)
        let issuingRequest = DevelopmentRequest(
            subject: issuingName, key: issuingKey, notBefore: now, notAfter: end, usage: [], authorityPathLength: 0)
        self.root = try rootRequest.issued(by: rootName, with: rootKey)
        self.issuing = try issuingRequest.issued(by: rootName, with: rootKey)
        self.issuingKey = issuingKey
    }

    /// Issues a certificate with a new key.
    ///
    /// - Parameters:
    ///   - subject: The holder.
    ///   - key: Kind of the key.
    ///   - notBefore: First instant of validity.
    ///   - notAfter: Last instant of validity.
    ///   - usage: What the key may be used for.
    /// - Returns: The certificate, the chain above it without the root, and the private key.
    /// - Throws: ``PKIError`` with ``PKIError/Code/notIssued`` or ``PKIError/Code/unsupportedAlgorithm``.
    public func issue(
        to subject: DevelopmentSubject,
        key: KeyAlgorithm = .p256,
        notBefore: UTCInstant,
        notAfter: UTCInstant,
        usage: KeyUsages = [.digitalSignature, .nonRepudiation]
    ) throws(PKIError) -> DevelopmentIdentity {
        let holderKey = try DevelopmentKey(key)
        let request = DevelopmentRequest(
            subject: subject, key: holderKey, notBefore: notBefore, notAfter: notAfter, usage: usage, authorityPathLength: nil)
        let issuer = DevelopmentSubject(
            commonName: self.issuing.subject.commonName, organization: self.issuing.subject.organization ?? "")
        let certificate = try request.issued(by: issuer, with: self.issuingKey)
        return DevelopmentIdentity(certificate: certificate, chain: [self.issuing], privateKeyPEM: try holderKey.pem())
    }
}
