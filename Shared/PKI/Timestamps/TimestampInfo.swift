import Clocks
import SwiftASN1

/// The TSTInfo inside a timestamp token, as it was read.
///
/// Source: RFC 3161, 2.4.2.
struct TimestampInfo: Hashable, Sendable {
    let policy: String
    let imprintAlgorithmIdentifier: String
    let imprintAlgorithm: DigestAlgorithm?
    let imprint: [UInt8]
    let serialNumberHex: String
    let generatedAt: UTCInstant
    let accuracy: Duration?
    let nonce: [UInt8]?

    init(derBytes: [UInt8]) throws(PKIError) {
        let code = PKIError.Code.malformedTimestamp
        var fields = try ASN1Node.reading(derBytes[...], code, "the time").members(.sequence, code, "the time")[...]
        guard fields.count >= 5 else { throw PKIError(code: code, message: "the time has \(fields.count) fields") }
        guard Array(try fields.removeFirst().bytes(.integer, code, "the version")) == [1] else {
            throw PKIError(code: code, message: "the version is not 1")
        }
        self.policy = try fields.removeFirst().decode(ASN1ObjectIdentifier.self, code, "the policy").description
        let imprint = try fields.removeFirst().members(.sequence, code, "the imprint")
        guard imprint.count == 2, let algorithm = try imprint[0].members(.sequence, code, "the hash algorithm").first else {
            throw PKIError(code: code, message: "the imprint has \(imprint.count) parts")
        }
        let identifier = try algorithm.decode(ASN1ObjectIdentifier.self, code, "the hash algorithm")
        self.imprintAlgorithmIdentifier = identifier.description
        self.imprintAlgorithm = DigestAlgorithm(identifier)
        self.imprint = Array(try imprint[1].bytes(.octetString, code, "the imprint"))
        self.serialNumberHex = try fields.removeFirst().bytes(.integer, code, "the serial number").hexText
        self.generatedAt = try fields.removeFirst().instant(code, "the time")

        var accuracy: Duration?
        if let next = fields.first, next.identifier == .sequence {
            accuracy = try Self.accuracy(next)
            fields.removeFirst()
        }
        self.accuracy = accuracy
        if fields.first?.identifier == .boolean { fields.removeFirst() }
        if let next = fields.first, next.identifier == .integer {
            self.nonce = Array(try next.bytes(.integer, code, "the nonce").drop { $0 == 0 })
            fields.removeFirst()
        } else {
            self.nonce = nil
        }
        guard fields.allSatisfy({ $0.identifier == .context(0) || $0.identifier == .context(1) }) else {
            throw PKIError(code: code, message: "the time has a field that does not belong there")
        }
    }

    /// Seconds, milliseconds and microseconds, each optional.
    private static func accuracy(_ node: ASN1Node) throws(PKIError) -> Duration {
        let code = PKIError.Code.malformedTimestamp
        var result = Duration.zero
        for part in try node.members(.sequence, code, "the accuracy") {
            let unit: Duration
            switch part.identifier {
            case .integer: unit = .seconds(1)
            case .context(0): unit = .milliseconds(1)
            case .context(1): unit = .microseconds(1)
            default: throw PKIError(code: code, message: "the accuracy has a part \(part.identifier)")
            }
            guard case .primitive(let bytes) = part.content, (1...5).contains(bytes.count), bytes.first.map({ $0 < 0x80 }) == true else {
                throw PKIError(code: code, message: "the accuracy is no small number")
            }
            result += unit * bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        return result
    }
}
