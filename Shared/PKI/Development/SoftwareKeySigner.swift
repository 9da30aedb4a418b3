/// Signs digests with a private key in a PEM file: the officer's side in `hosoctl` and in tests.
///
/// No service of the suite uses it (R38): a service prepares the digest, the holder's own device signs, the service
/// embeds. The key lies in a file that only its owner can read.
public struct SoftwareKeySigner: Sendable {
    /// The certificate of the key.
    public let certificate: Certificate
    /// The authorities above it, as given.
    public let chain: [Certificate]
    private let key: LoadedKey

    /// Takes a key and its certificate.
    ///
    /// - Parameters:
    ///   - privateKeyPEM: An unencrypted PEM private key, PKCS#8 or the older forms.
    ///   - certificate: The certificate of that key.
    ///   - chain: The authorities above it, without the root.
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedKey``, or ``PKIError/Code/keyDoesNotMatch`` when the
    ///   certificate belongs to another key.
    public init(privateKeyPEM: String, certificate: Certificate, chain: [Certificate] = []) throws(PKIError) {
        let key = try LoadedKey(pem: privateKeyPEM)
        guard try key.matches(certificate) else {
            throw PKIError(code: .keyDoesNotMatch, message: "the private key does not belong to the certificate")
        }
        self.certificate = certificate
        self.chain = chain
        self.key = key
    }

    /// Reads a key file.
    ///
    /// - Parameters:
    ///   - path: A PEM file of mode 0600 or stricter.
    ///   - certificate: The certificate of that key.
    ///   - chain: The authorities above it, without the root.
    /// - Throws: ``PKIError`` with ``PKIError/Code/unsafeKeyFile`` when others can read the file,
    ///   ``PKIError/Code/unreadableFile``, ``PKIError/Code/malformedKey`` or ``PKIError/Code/keyDoesNotMatch``.
    public init(keyFile path: String, certificate: Certificate, chain: [Certificate] = []) throws(PKIError) {
        try self.init(privateKeyPEM: try PrivateFile.read(path), certificate: certificate, chain: chain)
    }

    /// The signature value over a digest.
    ///
    /// - Parameters:
    ///   - digest: What ``SignedAttributes/digest`` gave; its length is that of the scheme's hash.
    ///   - scheme: How to sign; must suit the key.
    /// - Returns: RSA: as long as the modulus; ECDSA: DER SEQUENCE of r and s.
    /// - Throws: ``PKIError`` with ``PKIError/Code/unsupportedAlgorithm`` when scheme, key and digest do not fit.
    public func sign(digest: [UInt8], scheme: SignatureScheme) throws(PKIError) -> [UInt8] {
        guard scheme.suits(self.certificate.key), digest.count == scheme.digestAlgorithm.lengthBytes else {
            throw PKIError(code: .unsupportedAlgorithm, message: "\(scheme.rawValue) does not fit the key or the digest")
        }
        return try self.key.sign(digest, scheme: scheme)
    }
}
