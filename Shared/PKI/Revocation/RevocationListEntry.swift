import Clocks
import SwiftASN1

/// One revoked certificate of a list.
struct RevocationListEntry: Sendable {
    let serialNumberBytes: [UInt8]
    let since: UTCInstant
    let reason: RevocationReason?
    /// Whether it belongs to another issuer than the list's, or says something that is not understood but must be.
    let isForeign: Bool

    init(_ node: ASN1Node) throws(PKIError) {
        let code = PKIError.Code.malformedRevocation
        let fields = try node.members(.sequence, code, "an entry of the list")
        guard (2...3).contains(fields.count) else { throw PKIError(code: code, message: "an entry of \(fields.count) fields") }
        _ = try fields[0].bytes(.integer, code, "the serial number")
        self.serialNumberBytes = Array(fields[0].encodedBytes)
        self.since = try fields[1].instant(code, "the time of revocation")
        var reason: RevocationReason?
        var isForeign = false
        if fields.count == 3 {
            for item in try fields[2].members(.sequence, code, "the extensions of an entry") {
                let known = try RevocationListExtension(item)
                switch known.oid {
                case OID.crlReason:
                    let value = try ASN1Node.reading(known.value, code, "the reason")
                    reason = RevocationReason(try value.bytes(.enumerated, code, "the reason"))
                case OID.invalidityDate: break
                default: isForeign = isForeign || known.isCritical || known.oid == OID.certificateIssuer
                }
            }
        }
        self.reason = reason
        self.isForeign = isForeign
    }
}
