import CPKCS11

extension PKCS11Session {
    /// Certificates a token holds at most; the rest is not read.
    private static let identityLimit = 64

    /// The certificates on the token, with the names of the keys beside them.
    func identities() throws(PKCS11Status) -> [PKCS11Identity] {
        let everything = PKCS11Key(id: nil, label: nil)
        let objects = try self.library.objects(CKO_CERTIFICATE, named: everything, in: self.handle, limit: Self.identityLimit)
        var identities: [PKCS11Identity] = []
        for object in objects {
            guard let value = try self.library.attribute(CKA_VALUE, of: object, in: self.handle), let certificate = Self.read(value)
            else { continue }
            let id = try self.library.attribute(CKA_ID, of: object, in: self.handle) ?? []
            let label = try self.library.attribute(CKA_LABEL, of: object, in: self.handle) ?? []
            identities.append(
                PKCS11Identity(
                    certificate: certificate, key: PKCS11Key(id: id.isEmpty ? nil : id, label: nil),
                    label: String(decoding: label, as: UTF8.self)))
        }
        return identities
    }

    /// `nil` for anything else: tokens hold WTLS and attribute certificates too.
    private static func read(_ bytes: [UInt8]) -> Certificate? {
        do { return try Certificate(derBytes: bytes) } catch { return nil }
    }
}
