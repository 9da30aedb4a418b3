import Clocks
import SwiftASN1

/// One SignerInfo as it was read; nothing in it is verified yet.
struct CMSSignerInfo: Sendable {
    /// Issuer and serial number as encoded; `nil` when the signer is named by key identifier.
    let issuerAndSerial: (issuer: [UInt8], serial: [UInt8])?
    /// Hash function of the content; `nil` when it is none the suite accepts.
    let digestAlgorithm: DigestAlgorithm?
    /// The same as it was named.
    let digestIdentifier: ASN1ObjectIdentifier
    /// Whether the signature algorithm is one the suite accepts.
    let hasAcceptedAlgorithm: Bool
    /// Whether the hash function the signature algorithm names, if any, is the one of the content.
    let hasFittingDigest: Bool
    /// The signature algorithm in words, for the report.
    let algorithmName: String
    /// The value of the attribute message-digest.
    let messageDigest: [UInt8]?
    /// The signer's certificate hash in signing-certificate-v2, with its hash function.
    let certificateHash: (algorithm: DigestAlgorithm, value: [UInt8])?
    /// Whether the older attribute signing-certificate (SHA-1) is there.
    let hasOldCertificateReference: Bool
    /// Whether signing-time is there, which PAdES baseline forbids.
    var hasSigningTime: Bool { self.signingTime != nil }
    /// The value of signing-time: what the signer's computer claims.
    let signingTime: UTCInstant?
    /// The signature value.
    let signatureValue: [UInt8]
    /// The DER of the signature timestamps, unread.
    let timestamps: [[UInt8]]
    /// The value of adbe-revocationInfoArchival, DER; `nil` when it is not there.
    let revocationArchive: [UInt8]?

    /// Whether a signature timestamp is there.
    var hasTimestamp: Bool { !self.timestamps.isEmpty }

    init(_ node: ASN1Node) throws(PKIError) {
        let code = PKIError.Code.malformedSignature
        var fields = try node.members(.sequence, code, "a SignerInfo")[...]
        guard fields.count >= 5 else { throw PKIError(code: code, message: "a SignerInfo has \(fields.count) fields") }
        try CMSSignature.checkVersion(fields.removeFirst())
        self.issuerAndSerial = try Self.signer(fields.removeFirst())
        let digest = try Self.algorithm(fields.removeFirst())
        self.digestIdentifier = digest
        self.digestAlgorithm = DigestAlgorithm(digest)

        var attributes: [ASN1ObjectIdentifier: ASN1Node] = [:]
        if let first = fields.first, first.identifier == .context(0) {
            attributes = try Self.attributes(first, tag: .context(0))
            fields.removeFirst()
        }
        guard let signatureAlgorithm = fields.popFirst(), let signatureValue = fields.popFirst() else {
            throw PKIError(code: code, message: "a SignerInfo ends before its signature")
        }
        let algorithm = try SignatureAlgorithmIdentifier(signatureAlgorithm)
        self.hasAcceptedAlgorithm = algorithm.isAccepted
        self.algorithmName = algorithm.name
        self.hasFittingDigest = algorithm.digest == nil || algorithm.digest == self.digestAlgorithm
        self.signatureValue = Array(try signatureValue.bytes(.octetString, code, "the signature value"))
        if let last = fields.first, last.identifier == .context(1) {
            self.timestamps = try Self.timestamps(last)
        } else {
            self.timestamps = []
        }
        self.revocationArchive = attributes[OID.revocationArchive].map { Array($0.encodedBytes) }

        self.messageDigest = try attributes[OID.messageDigest].map { node throws(PKIError) in
            Array(try node.bytes(.octetString, code, "the message digest"))
        }
        self.certificateHash = try attributes[OID.signingCertificateV2].map { node throws(PKIError) in
            try Self.certificateHash(node)
        }
        self.hasOldCertificateReference = attributes[OID.signingCertificate] != nil
        self.signingTime = try attributes[OID.signingTime].map { node throws(PKIError) in try node.instant(code, "the signing time") }
    }

    private static func signer(_ node: ASN1Node) throws(PKIError) -> (issuer: [UInt8], serial: [UInt8])? {
        guard node.identifier == .sequence else { return nil }
        let parts = try node.members(.sequence, .malformedSignature, "the signer's name")
        guard parts.count == 2 else { throw PKIError(code: .malformedSignature, message: "the signer's name has \(parts.count) parts") }
        return (Array(parts[0].encodedBytes), Array(parts[1].encodedBytes))
    }

    static func algorithm(_ node: ASN1Node) throws(PKIError) -> ASN1ObjectIdentifier {
        guard let first = try node.members(.sequence, .malformedSignature, "an algorithm").first else {
            throw PKIError(code: .malformedSignature, message: "an algorithm has no identifier")
        }
        return try first.decode(ASN1ObjectIdentifier.self, .malformedSignature, "an algorithm")
    }

    /// Every value of every signature-time-stamp: several authorities may have been asked.
    private static func timestamps(_ node: ASN1Node) throws(PKIError) -> [[UInt8]] {
        let code = PKIError.Code.malformedSignature
        var found: [[UInt8]] = []
        for item in try node.members(.context(1), code, "the unsigned attributes") {
            let parts = try item.members(.sequence, code, "an attribute")
            guard parts.count == 2 else { throw PKIError(code: code, message: "an attribute has \(parts.count) parts") }
            guard try parts[0].decode(ASN1ObjectIdentifier.self, code, "an attribute's type") == OID.signatureTimestamp else { continue }
            found += try parts[1].members(.set, code, "an attribute's values").map { Array($0.encodedBytes) }
        }
        return found
    }

    /// The single value of each attribute; an attribute that comes twice or has no single value is an error.
    private static func attributes(_ node: ASN1Node, tag: ASN1Identifier) throws(PKIError) -> [ASN1ObjectIdentifier: ASN1Node] {
        let code = PKIError.Code.malformedSignature
        var found: [ASN1ObjectIdentifier: ASN1Node] = [:]
        for item in try node.members(tag, code, "the attributes") {
            let parts = try item.members(.sequence, code, "an attribute")
            guard parts.count == 2 else { throw PKIError(code: code, message: "an attribute has \(parts.count) parts") }
            let oid = try parts[0].decode(ASN1ObjectIdentifier.self, code, "an attribute's type")
            let values = try parts[1].members(.set, code, "an attribute's values")
            guard let value = values.first, values.count == 1, found[oid] == nil else {
                throw PKIError(code: code, message: "the attribute \(oid) does not have exactly one value")
            }
            found[oid] = value
        }
        return found
    }

    /// Reads the first ESSCertIDv2: it is the signer's (RFC 2634, 5.4.1, as RFC 5035, section 3 renews it).
    private static func certificateHash(_ node: ASN1Node) throws(PKIError) -> (algorithm: DigestAlgorithm, value: [UInt8]) {
        let code = PKIError.Code.malformedSignature
        guard let list = try node.members(.sequence, code, "the signing certificate").first,
            let reference = try list.members(.sequence, code, "the signing certificate").first
        else { throw PKIError(code: code, message: "the signing certificate is not named") }
        var parts = try reference.members(.sequence, code, "the signing certificate")[...]
        var algorithm = DigestAlgorithm.sha256
        if let first = parts.first, first.identifier == .sequence {
            let oid = try Self.algorithm(first)
            guard let known = DigestAlgorithm(oid) else {
                throw PKIError(code: code, message: "the signing certificate is hashed with \(oid)")
            }
            algorithm = known
            parts.removeFirst()
        }
        guard let hash = parts.first else { throw PKIError(code: code, message: "the signing certificate has no hash") }
        return (algorithm, Array(try hash.bytes(.octetString, code, "the certificate's hash")))
    }
}
