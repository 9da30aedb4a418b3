import Clocks
import SwiftASN1

/// The part of an OCSP answer that is about one certificate.
struct OCSPEntry: Sendable {
    /// The hash the issuer is named by; `nil` when it is unknown here.
    let hash: IssuerHash?
    let issuerNameHash: [UInt8]
    let issuerKeyHash: [UInt8]
    let serialNumberBytes: [UInt8]
    let status: RevocationStatus
    let thisUpdate: UTCInstant
    let nextUpdate: UTCInstant?

    init(_ node: ASN1Node) throws(PKIError) {
        let code = PKIError.Code.malformedRevocation
        let fields = try node.members(.sequence, code, "an entry")
        guard fields.count >= 3 else { throw PKIError(code: code, message: "an entry has \(fields.count) fields") }
        let name = try fields[0].members(.sequence, code, "the certificate's name")
        guard name.count == 4, let algorithm = try name[0].members(.sequence, code, "the hash algorithm").first else {
            throw PKIError(code: code, message: "the certificate's name has \(name.count) parts")
        }
        self.hash = IssuerHash(try algorithm.decode(ASN1ObjectIdentifier.self, code, "the hash algorithm"))
        self.issuerNameHash = Array(try name[1].bytes(.octetString, code, "the issuer's name"))
        self.issuerKeyHash = Array(try name[2].bytes(.octetString, code, "the issuer's key"))
        _ = try name[3].bytes(.integer, code, "the serial number")
        self.serialNumberBytes = Array(name[3].encodedBytes)
        self.status = try Self.status(fields[1])
        self.thisUpdate = try fields[2].instant(code, "the time of an entry")
        var nextUpdate: UTCInstant?
        if fields.count > 3, fields[3].identifier == .context(0) {
            guard let time = try fields[3].members(.context(0), code, "the time of the next entry").first else {
                throw PKIError(code: code, message: "the time of the next entry is empty")
            }
            nextUpdate = try time.instant(code, "the time of the next entry")
        }
        self.nextUpdate = nextUpdate
    }

    /// Whether it is about a certificate of an issuer.
    func isAbout(_ certificate: Certificate, issuer: Certificate) -> Bool {
        guard let hash, self.serialNumberBytes == certificate.serialNumberBytes else { return false }
        return hash.digest(certificate.issuerBytes) == self.issuerNameHash && hash.digest(issuer.publicKeyBytes) == self.issuerKeyHash
    }

    private static func status(_ node: ASN1Node) throws(PKIError) -> RevocationStatus {
        let code = PKIError.Code.malformedRevocation
        switch node.identifier {
        case .context(0): return .good
        case .context(2): return .unknown
        case .context(1):
            let parts = try node.members(.context(1), code, "the revocation")
            guard let time = parts.first else { throw PKIError(code: code, message: "the revocation has no time") }
            var reason: RevocationReason?
            if parts.count > 1, let value = try parts[1].members(.context(0), code, "the reason").first {
                reason = RevocationReason(try value.bytes(.enumerated, code, "the reason"))
            }
            return .revoked(since: try time.instant(code, "the time of revocation"), reason: reason)
        default: throw PKIError(code: code, message: "the status is \(node.identifier)")
        }
    }
}

extension RevocationReason {
    /// Reads the content of the ENUMERATED; `nil` when the number is not a known one.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 1, let number = bytes.first else { return nil }
        self.init(rawValue: Int(number))
    }
}
