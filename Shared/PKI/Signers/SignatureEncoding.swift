import SwiftASN1

/// The forms in which devices take digests and give signature values.
enum SignatureEncoding {
    /// The DigestInfo that RSA PKCS#1 v1.5 pads; `CKM_RSA_PKCS` does not add it (RFC 8017, 9.2).
    static func digestInfo(_ digest: [UInt8], _ algorithm: DigestAlgorithm) -> [UInt8] {
        DER.bytes { coder in
            coder.sequence { coder in
                coder.sequence { coder in
                    coder.identifier(algorithm.oid)
                    coder.null()
                }
                coder.octets(digest)
            }
        }
    }

    /// The value as it belongs into a SignerInfo.
    ///
    /// Devices differ: ECDSA comes as r and s side by side or already as DER, and some modules report more bytes than
    /// the value has. What is shorter than it must be is refused.
    static func value(_ bytes: [UInt8], key: KeyAlgorithm) throws(SignerError) -> [UInt8] {
        switch key {
        case .rsa(let bits):
            let length = (bits + 7) / 8
            guard bytes.count >= length else {
                throw SignerError(code: .badAnswer, message: "\(bytes.count) bytes for an RSA value of \(length)")
            }
            return Array(bytes[..<length])
        case .p256: return try Self.ecdsa(bytes, coordinateBytes: 32)
        case .p384: return try Self.ecdsa(bytes, coordinateBytes: 48)
        case .other: throw SignerError(code: .unsupportedScheme, message: "no value form for \(key)")
        }
    }

    private static func ecdsa(_ bytes: [UInt8], coordinateBytes: Int) throws(SignerError) -> [UInt8] {
        if let sequence = Self.sequence(bytes) { return sequence }
        guard bytes.count >= 2 * coordinateBytes else {
            throw SignerError(code: .badAnswer, message: "\(bytes.count) bytes for r and s of \(coordinateBytes) each")
        }
        return DER.bytes { coder in
            coder.sequence { coder in
                coder.positive(bytes[..<coordinateBytes])
                coder.positive(bytes[coordinateBytes..<(2 * coordinateBytes)])
            }
        }
    }

    /// Of P-384, when r and s both begin with a high bit and so take 49 bytes. Unit: bytes.
    private static let longestSequence = 2 + 2 * (2 + 49)

    /// The DER SEQUENCE of exactly two INTEGERs that fills `bytes`; `nil` when it is something else.
    private static func sequence(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.first == 0x30, bytes.count <= Self.longestSequence, let node = Self.parsed(bytes), node.identifier == .sequence,
            case .constructed(let members) = node.content
        else { return nil }
        let all = Array(members)
        return all.count == 2 && all.allSatisfy { $0.identifier == .integer } ? bytes : nil
    }

    /// `nil` is an answer here: r may begin with any byte, so most values are no DER.
    private static func parsed(_ bytes: [UInt8]) -> ASN1Node? {
        do { return try DER.parse(bytes) } catch { return nil }
    }
}

extension DER.Serializer {
    /// Writes a non-negative INTEGER from big-endian bytes.
    fileprivate mutating func positive(_ bytes: ArraySlice<UInt8>) {
        let digits = bytes.drop { $0 == 0 }
        self.appendPrimitiveNode(identifier: .integer) { buffer in
            if (digits.first ?? 0x80) >= 0x80 { buffer.append(0) }
            buffer.append(contentsOf: digits)
        }
    }
}
