/// A development certificate with its private key.
public struct DevelopmentIdentity: Sendable {
    /// The certificate of the holder.
    public let certificate: Certificate
    /// The authorities above it, without the root.
    public let chain: [Certificate]
    /// The private key, unencrypted. Belongs into a file only its owner reads.
    public let privateKeyPEM: String

    /// A signer with this key.
    ///
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedKey``.
    public func signer() throws(PKIError) -> SoftwareKeySigner {
        try SoftwareKeySigner(privateKeyPEM: self.privateKeyPEM, certificate: self.certificate, chain: self.chain)
    }

    /// Writes `<name>.crt` (certificate and chain) and `<name>.key` (mode 0600) into a directory.
    ///
    /// - Parameters:
    ///   - directory: An existing directory.
    ///   - name: The name without extension.
    /// - Throws: ``PKIError`` with ``PKIError/Code/unreadableFile`` when a file is there already or cannot be written.
    public func write(to directory: String, name: String) throws(PKIError) {
        let certificates = ([self.certificate] + self.chain).map(\.pem).joined()
        try PrivateFile.write(Array(self.privateKeyPEM.utf8), to: "\(directory)/\(name).key", mode: 0o600)
        try PrivateFile.write(Array(certificates.utf8), to: "\(directory)/\(name).crt", mode: 0o644)
    }
}
