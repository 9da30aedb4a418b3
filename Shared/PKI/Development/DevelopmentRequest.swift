import Clocks
import Foundation
import SwiftASN1
import X509

/// What a development certificate shall say.
struct DevelopmentRequest {
    let subject: DevelopmentSubject
    let key: DevelopmentKey
    let notBefore: UTCInstant
    let notAfter: UTCInstant
    let usage: KeyUsages
    /// Authorities that may stand below; `nil` for a certificate that is none.
    let authorityPathLength: Int?

    /// The certificate, signed by the issuer's key.
    func issued(by issuer: DevelopmentSubject, with issuerKey: DevelopmentKey) throws(PKIError) -> Certificate {
        do {
            let certificate = try X509.Certificate(
                version: .v3,
                serialNumber: Self.serialNumber(),
                publicKey: self.key.privateKey.publicKey,
                notValidBefore: Self.date(self.notBefore),
                notValidAfter: Self.date(self.notAfter),
                issuer: Self.name(issuer),
                subject: Self.name(self.subject),
                signatureAlgorithm: issuerKey.signatureAlgorithm,
                extensions: self.extensions(issuerKey: issuerKey),
                issuerPrivateKey: issuerKey.privateKey)
            var coder = DER.Serializer()
            try coder.serialize(certificate)
            return try Certificate(derBytes: coder.serializedBytes)
        } catch {
            throw PKIError(code: .notIssued, message: "\(self.subject.commonName): \(error)")
        }
    }

    /// Sixteen random bytes that read as a positive number.
    ///
    /// The random number of swift-certificates takes 21 bytes in every second certificate; RFC 5280 allows 20, and NSS
    /// refuses more.
    private static func serialNumber() -> X509.Certificate.SerialNumber {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return X509.Certificate.SerialNumber(bytes: [bytes[0] & 0x7F | 0x40] + bytes[1...])
    }

    private func extensions(issuerKey: DevelopmentKey) throws -> X509.Certificate.Extensions {
        var extensions = X509.Certificate.Extensions()
        if let length = self.authorityPathLength {
            let constraints = BasicConstraints.isCertificateAuthority(maxPathLength: length)
            try extensions.append(X509.Certificate.Extension(constraints, critical: true))
            try extensions.append(X509.Certificate.Extension(KeyUsage(keyCertSign: true, cRLSign: true), critical: true))
        } else {
            try extensions.append(X509.Certificate.Extension(BasicConstraints.notCertificateAuthority, critical: true))
            let usage = KeyUsage(
                digitalSignature: self.usage.contains(.digitalSignature),
                nonRepudiation: self.usage.contains(.nonRepudiation),
                keyEncipherment: self.usage.contains(.keyEncipherment))
            try extensions.append(X509.Certificate.Extension(usage, critical: true))
        }
        let identifier = SubjectKeyIdentifier(hash: self.key.privateKey.publicKey)
        try extensions.append(X509.Certificate.Extension(identifier, critical: false))
        let above = SubjectKeyIdentifier(hash: issuerKey.privateKey.publicKey).keyIdentifier
        try extensions.append(X509.Certificate.Extension(AuthorityKeyIdentifier(keyIdentifier: above), critical: false))
        return extensions
    }

    private static func name(_ subject: DevelopmentSubject) throws -> DistinguishedName {
        typealias Attribute = RelativeDistinguishedName.Attribute
        var attributes = [
            Attribute(type: .RDNAttributeType.countryName, value: try .init(printableString: "VN")),
            Attribute(type: .RDNAttributeType.organizationName, value: .init(utf8String: subject.organization)),
            Attribute(type: .RDNAttributeType.commonName, value: .init(utf8String: subject.commonName)),
        ]
        if let identity = subject.identity {
            attributes.append(Attribute(type: OID.userID, value: .init(utf8String: identity)))
        }
        return try DistinguishedName(attributes)
    }

    private static func date(_ instant: UTCInstant) -> Date {
        Date(timeIntervalSince1970: Double(instant.microsecondsSinceEpoch / 1_000_000))
    }
}
