import Synchronization

/// Signs with a key on a token or in a hardware module, through the vendor's PKCS#11 module.
///
/// Source: PKCS#11 2.40, section 5.11.
public struct PKCS11Signer: DocumentSigner {
    /// The certificate of the key.
    public let certificate: Certificate
    /// The authorities above it, as given or found on the token.
    public let chain: [Certificate]
    /// What both the key and the token can do, the preferred way first.
    public let schemes: [SignatureScheme]
    private let token: PKCS11Token
    private let key: PKCS11Key
    private let proof = Proof()

    /// Remembers that a value of this key was checked against the certificate.
    private final class Proof: Sendable {
        let isGiven = Mutex(false)
    }

    /// Takes a key of a token.
    ///
    /// - Parameters:
    ///   - token: The token; its PIN may be entered before or after.
    ///   - key: Which key.
    ///   - certificate: Its certificate; `nil` takes the one of the same name from the token.
    ///   - chain: The authorities above it; empty takes those on the token.
    /// - Throws: ``SignerError`` with `keyMissing` when no certificate is found, `unsupportedScheme`, `tokenRemoved`,
    ///   `moduleFailed`.
    public init(
        token: PKCS11Token, key: PKCS11Key, certificate: Certificate? = nil, chain: [Certificate] = []
    ) async throws(SignerError) {
        let identities = try await token.identities()
        let own = identities.first { identity in
            key.id.map { identity.key.id == $0 } ?? (identity.label == key.label)
        }
        guard let certificate = certificate ?? own?.certificate else {
            throw SignerError(code: .keyMissing, message: "no certificate on the token has the name of the key")
        }
        let offered = try await token.schemes()
        self.schemes = SignatureScheme.allCases.filter { $0.suits(certificate.key) && offered.contains($0) }
        guard !self.schemes.isEmpty else {
            throw SignerError(code: .unsupportedScheme, message: "the token cannot sign with \(certificate.key)")
        }
        self.token = token
        self.key = key
        self.certificate = certificate
        self.chain = chain.isEmpty ? identities.map(\.certificate).filter(\.isAuthority) : chain
    }

    /// As many as the token has sessions.
    public var parallelCalls: Int { self.token.sessions }
    /// A token makes one value at a time.
    public var digestsPerCall: Int { 1 }

    /// The signature values over some digests.
    ///
    /// - Throws: ``SignerError``; `keyDoesNotMatch` when the first value was not made by the certificate's key.
    public func sign(_ digests: [[UInt8]], scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]] {
        try self.check(digests, scheme)
        let inputs = scheme == .rsaPKCS1SHA256 ? digests.map { SignatureEncoding.digestInfo($0, .sha256) } : digests
        let raw = try await self.token.sign(inputs, key: self.key, scheme: scheme)
        var values: [[UInt8]] = []
        for bytes in raw { values.append(try SignatureEncoding.value(bytes, key: self.certificate.key)) }
        if let digest = digests.first, let value = values.first, !self.proof.isGiven.withLock({ $0 }) {
            try self.prove(value, digest, scheme)
        }
        return values
    }

    private func prove(_ value: [UInt8], _ digest: [UInt8], _ scheme: SignatureScheme) throws(SignerError) {
        let fits: Bool
        do {
            fits = try SignatureValue.isValid(value, digest: digest, scheme: scheme, by: self.certificate)
        } catch {
            throw SignerError(code: .badAnswer, message: error.message)
        }
        guard fits else { throw SignerError(code: .keyDoesNotMatch, message: "the value was not made by the certificate's key") }
        self.proof.isGiven.withLock { $0 = true }
    }
}
