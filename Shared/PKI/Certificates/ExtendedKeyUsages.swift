import SwiftASN1

/// The purposes a certificate narrows its key to (RFC 5280, 4.2.1.12).
public struct ExtendedKeyUsages: Hashable, Sendable {
    /// The purposes as dotted object identifiers.
    public let identifiers: [String]
    /// Whether the extension is marked critical.
    public let isCritical: Bool

    /// Whether it is for timestamps and nothing else.
    public var isOnlyTimestamping: Bool { self.identifiers == [OID.purposeTimestamping.description] }
    /// Whether it is for signing OCSP answers.
    public var includesOCSPSigning: Bool { self.identifiers.contains(OID.purposeOCSP.description) }

    init(_ value: ArraySlice<UInt8>, isCritical: Bool) throws(PKIError) {
        let code = PKIError.Code.malformedCertificate
        let nodes = try ASN1Node.reading(value, code, "the extended key usage").members(.sequence, code, "the extended key usage")
        var identifiers: [String] = []
        for node in nodes { identifiers.append(try node.decode(ASN1ObjectIdentifier.self, code, "a purpose").description) }
        self.identifiers = identifiers
        self.isCritical = isCritical
    }
}
