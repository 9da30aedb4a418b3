import Crypto
import SwiftASN1

/// The hash by which an OCSP question names an issuer. It identifies and protects nothing, so SHA-1 is allowed.
enum IssuerHash: Hashable, Sendable {
    case sha1
    case strong(DigestAlgorithm)

    init?(_ oid: ASN1ObjectIdentifier) {
        if oid == OID.sha1 {
            self = .sha1
        } else if let algorithm = DigestAlgorithm(oid) {
            self = .strong(algorithm)
        } else {
            return nil
        }
    }

    func digest(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .sha1: Array(Insecure.SHA1.hash(data: bytes))
        case .strong(let algorithm): algorithm.digest(bytes)
        }
    }
}
