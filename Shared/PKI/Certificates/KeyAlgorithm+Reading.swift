import SwiftASN1

extension KeyAlgorithm {
    /// Reads kind and size out of a SubjectPublicKeyInfo (RFC 5480, RFC 4055).
    init(subjectPublicKeyInfo node: ASN1Node) throws(PKIError) {
        let code = PKIError.Code.malformedCertificate
        let parts = try node.members(.sequence, code, "the public key")
        guard parts.count == 2 else { throw PKIError(code: code, message: "a public key has two parts, not \(parts.count)") }
        let algorithm = try parts[0].members(.sequence, code, "the key's algorithm")
        guard let first = algorithm.first else { throw PKIError(code: code, message: "the public key names no algorithm") }
        let oid = try first.decode(ASN1ObjectIdentifier.self, code, "the key's algorithm")

        switch oid {
        case OID.rsaEncryption, OID.rsaPSS:
            self = .rsa(bits: try Self.modulusBits(parts[1]))
        case OID.ecPublicKey:
            guard algorithm.count == 2 else { throw PKIError(code: code, message: "the elliptic curve is not named") }
            let curve = try algorithm[1].decode(ASN1ObjectIdentifier.self, code, "the elliptic curve")
            switch curve {
            case OID.p256: self = .p256
            case OID.p384: self = .p384
            default: self = .other("EC \(curve)")
            }
        default:
            self = .other("\(oid)")
        }
    }

    private static func modulusBits(_ node: ASN1Node) throws(PKIError) -> Int {
        let code = PKIError.Code.malformedCertificate
        let bits = try node.decode(ASN1BitString.self, code, "the public key")
        let numbers = try ASN1Node.reading(bits.bytes, code, "the RSA key").members(.sequence, code, "the RSA key")
        guard let first = numbers.first else { throw PKIError(code: code, message: "the RSA key has no modulus") }
        let modulus = try first.bytes(.integer, code, "the RSA modulus").drop { $0 == 0 }
        guard let top = modulus.first else { return 0 }
        return modulus.count * 8 - top.leadingZeroBitCount
    }
}
