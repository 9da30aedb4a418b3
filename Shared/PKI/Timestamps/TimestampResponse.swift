import SwiftASN1

/// What a timestamp authority answered: a token, or why it gave none.
///
/// Source: RFC 3161, 2.4.2.
struct TimestampResponse: Sendable {
    /// 0 granted, 1 granted with changes, anything else refused.
    let status: Int
    /// The authority's words, for the log.
    let text: String
    /// The token as encoded.
    let token: [UInt8]?

    var isGranted: Bool { self.status == 0 || self.status == 1 }

    init(derBytes: [UInt8]) throws(PKIError) {
        let code = PKIError.Code.malformedTimestamp
        let fields = try ASN1Node.reading(derBytes[...], code, "the answer").members(.sequence, code, "the answer")
        guard (1...2).contains(fields.count) else { throw PKIError(code: code, message: "the answer has \(fields.count) parts") }
        let parts = try fields[0].members(.sequence, code, "the status")
        guard let first = parts.first else { throw PKIError(code: code, message: "the status is empty") }
        let number = try first.bytes(.integer, code, "the status")
        guard number.count == 1, let status = number.first, status < 0x80 else {
            throw PKIError(code: code, message: "the status is no small number")
        }
        self.status = Int(status)
        var words: [String] = []
        for part in parts.dropFirst() {
            switch part.identifier {
            case .sequence:
                for line in try part.members(.sequence, code, "the status text") {
                    words.append(String(decoding: try line.bytes(.utf8String, code, "the status text").prefix(200), as: UTF8.self))
                }
            case .bitString:
                words.append("failure \(try part.decode(ASN1BitString.self, code, "the failure").bytes.prefix(8).hexText)")
            default:
                throw PKIError(code: code, message: "the status has a part \(part.identifier)")
            }
        }
        self.text = words.prefix(8).joined(separator: "; ")
        self.token = fields.count == 2 ? Array(fields[1].encodedBytes) : nil
    }
}
