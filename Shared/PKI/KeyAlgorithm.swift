/// The kind and size of a public key.
public enum KeyAlgorithm: Hashable, Sendable {
    /// RSA with a modulus of so many bits.
    case rsa(bits: Int)
    /// The NIST curve P-256.
    case p256
    /// The NIST curve P-384.
    case p384
    /// Anything else, by its object identifier.
    case other(String)

    /// Whether the suite accepts signatures of such a key as cryptographically sound.
    ///
    /// RSA below 2048 bits gives an indeterminate verdict and never a valid one.
    public var isStrongEnough: Bool {
        switch self {
        case .rsa(let bits): (2048...16384).contains(bits)
        case .p256, .p384: true
        case .other: false
        }
    }
}

extension KeyAlgorithm: CustomStringConvertible {
    /// The usual name, such as `RSA-2048`.
    public var description: String {
        switch self {
        case .rsa(let bits): "RSA-\(bits)"
        case .p256: "P-256"
        case .p384: "P-384"
        case .other(let name): name
        }
    }
}
