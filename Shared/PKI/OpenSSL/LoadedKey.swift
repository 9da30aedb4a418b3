import COpenSSL

/// A private key that was read once and signs from any thread.
///
/// `@unchecked Sendable` stands on this: the key is never changed after it was read, and what OpenSSL computes in it at the
/// first use (blinding, Montgomery values) it keeps under locks of its own; each signature has a context of its own.
///
/// Source: openssl-threads(7).
final class LoadedKey: @unchecked Sendable {
    private let handle: KeyHandle

    init(pem: String) throws(PKIError) { self.handle = try KeyHandle(pem: pem) }

    /// Whether it is the private half of a certificate's key.
    func matches(_ certificate: Certificate) throws(PKIError) -> Bool { try self.handle.matches(certificate) }

    /// The signature value over a digest.
    func sign(_ digest: [UInt8], scheme: SignatureScheme) throws(PKIError) -> [UInt8] {
        try SignatureValue.make(digest: digest, scheme: scheme, key: self.handle)
    }
}
