public import Clocks
import SwiftASN1

/// An OCSP answer as it was read. Nothing in it is verified yet; ``finding(for:issuer:)`` does that.
///
/// Source: RFC 6960, 4.2.
public struct OCSPAnswer: Sendable {
    /// Largest answer that is read. Unit: bytes.
    public static let limitBytes = 262_144

    /// The whole OCSPResponse, DER.
    public let derBytes: [UInt8]
    /// When it was signed.
    public let producedAt: UTCInstant
    /// The certificates that came along, DER.
    public let certificates: [[UInt8]]
    /// The bytes of the question it repeats; `nil` when it repeats none.
    let nonce: [UInt8]?
    let entries: [OCSPEntry]
    let algorithm: SignatureAlgorithmIdentifier

    /// Reads an answer.
    ///
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedRevocation``; also when the responder says that it could
    ///   not answer, and the message then says why.
    public init(derBytes: [UInt8]) throws(PKIError) {
        let code = PKIError.Code.malformedRevocation
        guard derBytes.count <= Self.limitBytes else { throw PKIError(code: code, message: "an answer of \(derBytes.count) bytes") }
        let outer = try ASN1Node.reading(derBytes[...], code, "the answer").members(.sequence, code, "the answer")
        guard let first = outer.first else { throw PKIError(code: code, message: "the answer is empty") }
        let status = Array(try first.bytes(.enumerated, code, "the status"))
        guard status == [0] else { throw PKIError(code: code, message: "the responder says \(Self.words(status))") }
        guard outer.count == 2, let bytes = try outer[1].members(.context(0), code, "the answer's bytes").first else {
            throw PKIError(code: code, message: "the answer has \(outer.count) parts")
        }
        let typed = try bytes.members(.sequence, code, "the answer's bytes")
        guard typed.count == 2, try typed[0].decode(ASN1ObjectIdentifier.self, code, "the answer's type") == OID.ocspBasic else {
            throw PKIError(code: code, message: "the answer is of an unknown type")
        }
        let inside = try typed[1].bytes(.octetString, code, "the answer's bytes")
        let basic = try ASN1Node.reading(inside, code, "the answer").members(.sequence, code, "the answer")
        guard (3...4).contains(basic.count) else { throw PKIError(code: code, message: "the answer has \(basic.count) fields") }
        self.derBytes = derBytes
        (self.producedAt, self.entries, self.nonce) = try Self.readData(basic[0])
        do {
            self.algorithm = try SignatureAlgorithmIdentifier(basic[1])
        } catch {
            throw PKIError(code: code, message: error.message)
        }
        var certificates: [[UInt8]] = []
        if basic.count == 4, let list = try basic[3].members(.context(0), code, "the certificates").first {
            certificates = try list.members(.sequence, code, "the certificates").map { Array($0.encodedBytes) }
        }
        self.certificates = certificates
    }

    private static func readData(_ node: ASN1Node) throws(PKIError) -> (UTCInstant, [OCSPEntry], [UInt8]?) {
        let code = PKIError.Code.malformedRevocation
        var fields = try node.members(.sequence, code, "the answer's data")[...]
        if fields.first?.identifier == .context(0) { fields.removeFirst() }
        guard fields.count >= 3 else { throw PKIError(code: code, message: "the answer's data has \(fields.count) fields") }
        fields.removeFirst()
        let producedAt = try fields.removeFirst().instant(code, "the time of the answer")
        var entries: [OCSPEntry] = []
        for entry in try fields.removeFirst().members(.sequence, code, "the entries") { entries.append(try OCSPEntry(entry)) }
        var nonce: [UInt8]?
        if let last = fields.popFirst() {
            guard let list = try last.members(.context(1), code, "the extensions").first else {
                throw PKIError(code: code, message: "the extensions are empty")
            }
            nonce = try Self.nonce(list)
        }
        return (producedAt, entries, nonce)
    }

    private static func nonce(_ list: ASN1Node) throws(PKIError) -> [UInt8]? {
        let code = PKIError.Code.malformedRevocation
        for item in try list.members(.sequence, code, "the extensions") {
            let parts = try item.members(.sequence, code, "an extension")
            guard let first = parts.first, let last = parts.last else { throw PKIError(code: code, message: "an extension is empty") }
            guard try first.decode(ASN1ObjectIdentifier.self, code, "an extension") == OID.ocspNonce else { continue }
            let value = try last.bytes(.octetString, code, "the nonce")
            return Array(try ASN1Node.reading(value, code, "the nonce").bytes(.octetString, code, "the nonce"))
        }
        return nil
    }

    /// The names of RFC 6960, 4.2.1.
    private static func words(_ status: [UInt8]) -> String {
        switch status {
        case [1]: "malformedRequest"
        case [2]: "internalError"
        case [3]: "tryLater"
        case [5]: "sigRequired"
        case [6]: "unauthorized"
        default: "status \(status.hexText)"
        }
    }
}
