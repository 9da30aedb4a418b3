/// A certificate found on a token, with the name of the key that should belong to it.
public struct PKCS11Identity: Hashable, Sendable {
    /// The certificate.
    public let certificate: Certificate
    /// The key of the same identifier.
    public let key: PKCS11Key
    /// The label of the certificate object.
    public let label: String
}
