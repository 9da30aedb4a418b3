/// Encoded bytes as the key of a table, hashed in one piece: an array hashes each of its bytes by itself.
struct EncodedKey: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) { self.bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
