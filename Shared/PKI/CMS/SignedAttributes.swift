/// The signed attributes of one signature: what the signer's key signs.
///
/// Only ``digest`` leaves the house (R38). ``derSetOf`` is kept until the signature value comes back, so that what is
/// embedded is exactly what was signed.
public struct SignedAttributes: Hashable, Sendable {
    /// The attributes as a DER SET OF, tag `0x31`: the bytes that are hashed.
    public let derSetOf: [UInt8]
    /// The scheme the signature value must be made with.
    public let scheme: SignatureScheme
    /// The hash of ``derSetOf``, made with the hash function of the scheme.
    public let digest: [UInt8]

    /// Takes bytes that ``CMSBuilder/signedAttributes(contentDigest:)`` made before, as they come back from a store.
    ///
    /// - Parameters:
    ///   - derSetOf: The attributes as a DER SET OF.
    ///   - scheme: The scheme they were made for.
    public init(derSetOf: [UInt8], scheme: SignatureScheme) {
        self.derSetOf = derSetOf
        self.scheme = scheme
        self.digest = scheme.digestAlgorithm.digest(derSetOf)
    }
}
