import SwiftASN1

extension DER {
    /// The bytes that `body` writes.
    static func bytes(_ body: (inout DER.Serializer) -> Void) -> [UInt8] {
        var coder = DER.Serializer()
        body(&coder)
        return coder.serializedBytes
    }
}

extension DER.Serializer {
    mutating func sequence(_ body: (inout DER.Serializer) -> Void) {
        self.appendConstructedNode(identifier: .sequence, body)
    }

    mutating func constructed(_ tag: UInt, _ body: (inout DER.Serializer) -> Void) {
        self.appendConstructedNode(identifier: .context(tag), body)
    }

    /// Writes a SET OF whose members are already encoded, in the order DER demands (X.690, 11.6).
    ///
    /// No DER element is a prefix of another, so plain comparison of bytes gives that order.
    mutating func setOf(_ members: [[UInt8]], tag: ASN1Identifier = .set) {
        self.appendConstructedNode(identifier: tag) { coder in
            for member in members.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                coder.serializeRawBytes(member)
            }
        }
    }

    mutating func octets(_ bytes: some Sequence<UInt8>) {
        self.appendPrimitiveNode(identifier: .octetString) { $0.append(contentsOf: bytes) }
    }

    /// Writes a small non-negative INTEGER.
    mutating func integer(_ value: UInt8) {
        self.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: value < 128 ? [value] : [0, value]) }
    }

    /// Writes a non-negative INTEGER given big-endian without leading zeros.
    mutating func unsignedInteger(_ bytes: [UInt8]) {
        let sign: [UInt8] = (bytes.first ?? 0x80) < 0x80 ? [] : [0]
        self.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: sign + bytes) }
    }

    mutating func boolean(_ value: Bool) {
        self.appendPrimitiveNode(identifier: .boolean) { $0.append(value ? 0xFF : 0) }
    }

    mutating func null() {
        self.appendPrimitiveNode(identifier: .null) { _ in }
    }

    /// Writes an OBJECT IDENTIFIER; the identifiers of ``OID`` are constants, so encoding them cannot fail.
    mutating func identifier(_ oid: ASN1ObjectIdentifier) {
        do {
            try oid.serialize(into: &self)
        } catch {
            preconditionFailure("object identifier \(oid) cannot be encoded: \(error)")
        }
    }
}
