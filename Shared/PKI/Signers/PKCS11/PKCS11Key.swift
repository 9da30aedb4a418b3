/// Which private key of a token: by its identifier, by its label, or by both.
public struct PKCS11Key: Hashable, Sendable {
    /// `CKA_ID`, usually that of the certificate too.
    public let id: [UInt8]?
    /// `CKA_LABEL`.
    public let label: String?

    /// Names a key by its identifier.
    public static func id(_ id: [UInt8]) -> PKCS11Key { PKCS11Key(id: id, label: nil) }

    /// Names a key by its label.
    public static func label(_ label: String) -> PKCS11Key { PKCS11Key(id: nil, label: label) }

    /// Names a key by identifier and label.
    public init(id: [UInt8]?, label: String?) {
        self.id = id
        self.label = label
    }
}
