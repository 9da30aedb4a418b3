import SwiftASN1

/// The question to a timestamp authority: please sign this hash and the time.
///
/// Source: RFC 3161, 2.4.1.
public struct TimestampRequest: Hashable, Sendable {
    /// The hash function of ``imprint``.
    public let algorithm: DigestAlgorithm
    /// The hash of what is to be stamped.
    public let imprint: [UInt8]
    /// A number used once, big-endian, that the answer must repeat; empty for none.
    public let nonce: [UInt8]
    /// The policy that is wanted, as dotted object identifier; `nil` leaves it to the authority.
    public let policy: String?

    /// Makes a question.
    ///
    /// - Parameters:
    ///   - algorithm: The hash function of `imprint`.
    ///   - imprint: The hash; its length is that of the algorithm.
    ///   - nonce: At most 32 bytes; its meaning is a number, so leading zeros do not count.
    ///   - policy: A dotted object identifier.
    /// - Throws: ``PKIError`` with ``PKIError/Code/unsupportedAlgorithm`` when the imprint, nonce or policy has not the
    ///   right shape.
    public init(algorithm: DigestAlgorithm, imprint: [UInt8], nonce: [UInt8], policy: String? = nil) throws(PKIError) {
        guard imprint.count == algorithm.lengthBytes, nonce.count <= 32 else {
            throw PKIError(code: .unsupportedAlgorithm, message: "an imprint of \(imprint.count) bytes for \(algorithm.rawValue)")
        }
        if let policy {
            do {
                _ = try ASN1ObjectIdentifier(dotRepresentation: policy)
            } catch {
                throw PKIError(code: .unsupportedAlgorithm, message: "\(policy) is no object identifier: \(error)")
            }
        }
        self.algorithm = algorithm
        self.imprint = imprint
        self.nonce = Array(nonce.drop { $0 == 0 })
        self.policy = policy
    }

    /// The TimeStampReq; the authority's certificate is asked for.
    public var derBytes: [UInt8] {
        DER.bytes { coder in
            coder.sequence { coder in
                coder.integer(1)
                coder.sequence { coder in
                    coder.sequence { coder in
                        coder.identifier(self.algorithm.oid)
                        coder.null()
                    }
                    coder.octets(self.imprint)
                }
                // The shape of the policy was checked when the question was made.
                if let policy = self.policy.flatMap({ try? ASN1ObjectIdentifier(dotRepresentation: $0) }) { coder.identifier(policy) }
                if !self.nonce.isEmpty { coder.unsignedInteger(self.nonce) }
                coder.boolean(true)
            }
        }
    }
}
