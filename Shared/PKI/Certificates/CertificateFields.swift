import Clocks
import SwiftASN1
import X509

/// The fields of a TBSCertificate, read one by one.
///
/// swift-certificates reads names and extensions; the frame is read here because a certificate with a key it does not
/// know, such as RSA-1024, must still be shown with its holder and judged, and because issuer and serial number are
/// needed as they were encoded.
struct CertificateFields {
    let serialNumber: [UInt8]
    let serialNumberBytes: [UInt8]
    let issuer: SubjectName
    let issuerBytes: [UInt8]
    let subject: SubjectName
    let subjectBytes: [UInt8]
    let notBefore: UTCInstant
    let notAfter: UTCInstant
    let key: KeyAlgorithm
    private(set) var keyUsage: KeyUsages?
    /// The content of the BIT STRING of the public key, whose hash names an issuer in OCSP.
    let publicKeyBytes: [UInt8]
    private(set) var isAuthority = false
    private(set) var purposes: ExtendedKeyUsages?
    private(set) var locations = ServiceLocations()
    private(set) var needsNoRevocationCheck = false

    private static let maximumBytes = 65_536

    init(derBytes: [UInt8]) throws(PKIError) {
        guard derBytes.count <= Self.maximumBytes else { throw Self.malformed("a certificate of \(derBytes.count) bytes") }
        let code = PKIError.Code.malformedCertificate
        let whole = try ASN1Node.reading(derBytes[...], code, "the certificate").members(.sequence, code, "the certificate")
        guard whole.count == 3 else { throw Self.malformed("a certificate has three parts, not \(whole.count)") }

        var fields = try whole[0].members(.sequence, code, "the certificate's body")[...]
        if fields.first?.identifier == .context(0) { fields.removeFirst() }
        guard fields.count >= 6 else { throw Self.malformed("the certificate's body has too few fields") }
        let body = Array(fields)

        self.serialNumber = Array(try body[0].bytes(.integer, code, "the serial number"))
        self.serialNumberBytes = Array(body[0].encodedBytes)
        self.issuer = SubjectName(try body[2].decode(DistinguishedName.self, code, "the issuer"))
        self.issuerBytes = Array(body[2].encodedBytes)
        let validity = try body[3].members(.sequence, code, "the validity")
        guard validity.count == 2 else { throw Self.malformed("a validity has two times, not \(validity.count)") }
        self.notBefore = try validity[0].instant(code, "a time of the validity")
        self.notAfter = try validity[1].instant(code, "a time of the validity")
        self.subjectBytes = Array(body[4].encodedBytes)
        self.subject = SubjectName(try body[4].decode(DistinguishedName.self, code, "the subject"))
        self.key = try KeyAlgorithm(subjectPublicKeyInfo: body[5])
        self.publicKeyBytes = try Self.publicKeyBytes(body[5])
        for field in body.dropFirst(6) where field.identifier == .context(3) {
            try self.readExtensions(field)
        }
    }

    private mutating func readExtensions(_ field: ASN1Node) throws(PKIError) {
        let code = PKIError.Code.malformedCertificate
        guard let list = try field.members(.context(3), code, "the extensions").first else {
            throw Self.malformed("the extensions are empty")
        }
        var seen: Set<ASN1ObjectIdentifier> = []
        for node in try list.members(.sequence, code, "the extensions") {
            let item = try node.decode(X509.Certificate.Extension.self, code, "an extension")
            guard seen.insert(item.oid).inserted else { throw Self.malformed("the extension \(item.oid) is there twice") }
            do {
                switch item.oid {
                case OID.keyUsage: self.keyUsage = KeyUsages(try KeyUsage(item))
                case OID.basicConstraints:
                    if case .isCertificateAuthority = try BasicConstraints(item) { self.isAuthority = true }
                case OID.extendedKeyUsage: self.purposes = try ExtendedKeyUsages(item.value, isCritical: item.critical)
                case OID.authorityInformation: try self.locations.readAuthorityInformation(item.value)
                case OID.revocationListLocations: try self.locations.readRevocationListLocations(item.value)
                case OID.ocspNoCheck: self.needsNoRevocationCheck = true
                default: break
                }
            } catch {
                throw Self.malformed("the extension \(item.oid) cannot be read: \(error)")
            }
        }
    }

    private static func publicKeyBytes(_ node: ASN1Node) throws(PKIError) -> [UInt8] {
        let code = PKIError.Code.malformedCertificate
        let parts = try node.members(.sequence, code, "the public key")
        guard parts.count == 2 else { throw Self.malformed("a public key has two parts, not \(parts.count)") }
        return Array(try parts[1].decode(ASN1BitString.self, code, "the public key").bytes)
    }

    private static func malformed(_ message: String) -> PKIError {
        PKIError(code: .malformedCertificate, message: message)
    }
}
