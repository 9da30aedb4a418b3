import SwiftASN1

/// The signatureAlgorithm of a SignerInfo, with the hash functions its parameters name.
///
/// The field is not covered by the signature, so its parameters must be exactly what the standards prescribe: NULL or
/// nothing for PKCS#1 v1.5, nothing for ECDSA, one and the same hash twice for PSS. The defaults of PSS are SHA-1 and
/// therefore not accepted.
///
/// Source: RFC 4055, 3.1; RFC 5754, 3; RFC 5758, 3.2.
struct SignatureAlgorithmIdentifier: Sendable {
    /// The name in words; the object identifier when the suite does not accept it.
    let name: String
    /// Whether the suite accepts it.
    let isAccepted: Bool
    /// The hash it names; `nil` when it leaves the choice to the SignerInfo.
    let digest: DigestAlgorithm?

    init(_ node: ASN1Node) throws(PKIError) {
        let code = PKIError.Code.malformedSignature
        let parts = try node.members(.sequence, code, "the signature algorithm")
        guard let first = parts.first, parts.count <= 2 else {
            throw PKIError(code: code, message: "the signature algorithm has \(parts.count) parts")
        }
        let oid = try first.decode(ASN1ObjectIdentifier.self, code, "the signature algorithm")
        let parameters = parts.count == 2 ? parts[1] : nil
        if oid == OID.rsaPSS {
            self.digest = try Self.pssDigest(parameters)
            self.name = "RSA-PSS, \(self.digest?.rawValue ?? "?")"
            self.isAccepted = self.digest != nil
        } else if let known = Self.known[oid] {
            let isRSA = oid != OID.ecdsaWithSHA256 && oid != OID.ecdsaWithSHA384 && oid != OID.ecdsaWithSHA512
            guard parameters.map({ isRSA && Self.isNull($0) }) ?? true else {
                throw PKIError(code: code, message: "the parameters of \(known.name) are not NULL")
            }
            (self.name, self.digest, self.isAccepted) = (known.name, known.digest, true)
        } else {
            (self.name, self.digest, self.isAccepted) = ("\(oid)", nil, false)
        }
    }

    private static let known: [ASN1ObjectIdentifier: (name: String, digest: DigestAlgorithm?)] = [
        OID.rsaEncryption: ("RSA PKCS#1 v1.5", nil),
        OID.sha256WithRSA: ("RSA PKCS#1 v1.5, SHA-256", .sha256),
        OID.sha384WithRSA: ("RSA PKCS#1 v1.5, SHA-384", .sha384),
        OID.sha512WithRSA: ("RSA PKCS#1 v1.5, SHA-512", .sha512),
        OID.ecdsaWithSHA256: ("ECDSA, SHA-256", .sha256),
        OID.ecdsaWithSHA384: ("ECDSA, SHA-384", .sha384),
        OID.ecdsaWithSHA512: ("ECDSA, SHA-512", .sha512),
    ]

    /// The hash of PSS when it is named for the content and for MGF1 alike; `nil` when it is another or left to the default.
    private static func pssDigest(_ parameters: ASN1Node?) throws(PKIError) -> DigestAlgorithm? {
        let code = PKIError.Code.malformedSignature
        guard let parameters else { return nil }
        let fields = try parameters.members(.sequence, code, "the parameters of PSS")
        guard fields.count >= 2, fields[0].identifier == .context(0), fields[1].identifier == .context(1),
            let hash = try fields[0].members(.context(0), code, "the hash of PSS").first,
            let mask = try fields[1].members(.context(1), code, "the mask of PSS").first
        else { return nil }
        let maskParts = try mask.members(.sequence, code, "the mask of PSS")
        guard maskParts.count == 2, try maskParts[0].decode(ASN1ObjectIdentifier.self, code, "the mask of PSS") == OID.mgf1 else {
            return nil
        }
        let digest = try Self.hash(hash)
        return try Self.hash(maskParts[1]) == digest ? digest : nil
    }

    private static func hash(_ node: ASN1Node) throws(PKIError) -> DigestAlgorithm? {
        let code = PKIError.Code.malformedSignature
        let parts = try node.members(.sequence, code, "a hash algorithm")
        guard let first = parts.first, parts.dropFirst().allSatisfy(Self.isNull) else {
            throw PKIError(code: code, message: "a hash algorithm has parameters")
        }
        return DigestAlgorithm(try first.decode(ASN1ObjectIdentifier.self, code, "a hash algorithm"))
    }

    private static func isNull(_ node: ASN1Node) -> Bool {
        guard node.identifier == .null, case .primitive(let bytes) = node.content else { return false }
        return bytes.isEmpty
    }
}
