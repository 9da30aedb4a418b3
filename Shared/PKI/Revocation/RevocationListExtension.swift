import SwiftASN1

/// An extension of a revocation list or of an entry in it.
struct RevocationListExtension {
    let oid: ASN1ObjectIdentifier
    let isCritical: Bool
    let value: ArraySlice<UInt8>

    init(_ node: ASN1Node) throws(PKIError) {
        let code = PKIError.Code.malformedRevocation
        let parts = try node.members(.sequence, code, "an extension")
        guard let first = parts.first, let last = parts.last, (2...3).contains(parts.count) else {
            throw PKIError(code: code, message: "an extension of \(parts.count) parts")
        }
        self.oid = try first.decode(ASN1ObjectIdentifier.self, code, "an extension")
        self.isCritical = parts.count == 3 ? try parts[1].decode(Bool.self, code, "an extension's weight") : false
        self.value = try last.bytes(.octetString, code, "an extension's value")
    }
}
