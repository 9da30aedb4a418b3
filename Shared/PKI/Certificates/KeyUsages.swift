/// What a certificate allows its key to be used for, as far as the suite asks.
public struct KeyUsages: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt16

    /// Makes a set from its bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Signing data other than certificates and lists.
    public static let digitalSignature = KeyUsages(rawValue: 1 << 0)
    /// Signing with the will to be bound, also called content commitment.
    public static let nonRepudiation = KeyUsages(rawValue: 1 << 1)
    /// Encrypting keys.
    public static let keyEncipherment = KeyUsages(rawValue: 1 << 2)
    /// Signing certificates.
    public static let certificateSigning = KeyUsages(rawValue: 1 << 3)
    /// Signing revocation lists.
    public static let revocationListSigning = KeyUsages(rawValue: 1 << 4)
}
