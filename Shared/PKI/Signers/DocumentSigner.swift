/// Whoever makes signature values: a token, a remote signing service, a key in a file.
///
/// What reaches a signer is the digest of the signed attributes and nothing else; the private key stays where it is
/// (R38). The three implementations are held to one contract by the same tests.
public protocol DocumentSigner: Sendable {
    /// The certificate of the key. It must be known before anything is hashed.
    var certificate: Certificate { get }
    /// The authorities above it, as far as the signer knows them, without the root.
    var chain: [Certificate] { get }
    /// How it can sign, the preferred way first. Never empty.
    var schemes: [SignatureScheme] { get }
    /// Calls that are answered at the same time; more of them wait for one another.
    var parallelCalls: Int { get }
    /// Digests one call takes at once with gain; a longer list is split by the signer itself.
    var digestsPerCall: Int { get }

    /// The signature values over some digests.
    ///
    /// - Parameters:
    ///   - digests: What `SignedAttributes.digest` gave; each as long as the scheme's hash.
    ///   - scheme: One of ``schemes``.
    /// - Returns: One value for each digest, in their order. RSA: as long as the modulus; ECDSA: DER SEQUENCE of r and s.
    /// - Throws: ``SignerError``; then none of the values is returned, though the device may have made some.
    ///
    /// Concurrency: safe from any task. Blocking: no; a device is spoken to on threads of its own.
    func sign(_ digests: [[UInt8]], scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]]
}

extension DocumentSigner {
    /// The signature value over one digest; see ``sign(_:scheme:)-([[UInt8]],_)``.
    ///
    /// - Throws: ``SignerError``.
    public func sign(_ digest: [UInt8], scheme: SignatureScheme) async throws(SignerError) -> [UInt8] {
        let values = try await self.sign([digest], scheme: scheme)
        guard let value = values.first, values.count == 1 else {
            throw SignerError(code: .badAnswer, message: "\(values.count) values for one digest")
        }
        return value
    }

    /// Refuses what does not fit before a device is asked.
    func check(_ digests: [[UInt8]], _ scheme: SignatureScheme) throws(SignerError) {
        guard self.schemes.contains(scheme) else {
            throw SignerError(code: .unsupportedScheme, message: "\(scheme.rawValue) is not among \(self.schemes.map(\.rawValue))")
        }
        guard digests.allSatisfy({ $0.count == scheme.digestAlgorithm.lengthBytes }) else {
            throw SignerError(code: .badDigest, message: "a digest for \(scheme.rawValue) has \(scheme.digestAlgorithm.lengthBytes) bytes")
        }
    }
}
