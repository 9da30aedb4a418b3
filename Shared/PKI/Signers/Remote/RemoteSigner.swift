public import AsyncHTTPClient
import Foundation
import Synchronization

/// Signs with a key that a provider keeps: the digest goes out, the signature value comes back.
///
/// Each call is authorised for exactly the digests it carries. A PIN the service refused is not sent again by this
/// signer or its copies; a person makes a new one with another PIN.
///
/// Source: Cloud Signature Consortium, API v2.
public struct RemoteSigner: DocumentSigner {
    /// The certificate of the key, from the service.
    public let certificate: Certificate
    /// The authorities above it, from the service, without the root.
    public let chain: [Certificate]
    /// What both the key and the service can do, the preferred way first.
    public let schemes: [SignatureScheme]
    /// Calls made at the same time.
    public let parallelCalls: Int
    /// What configuration and service both allow.
    public let digestsPerCall: Int
    private let connection: RemoteSigningConnection
    private let gate = Gate()

    /// Closed after the service refused who we are.
    private final class Gate: Sendable {
        let refusal = Mutex<SignerError?>(nil)
    }

    /// Asks the service for the key.
    ///
    /// - Parameters:
    ///   - configuration: Where the service is and what may be used there.
    ///   - http: The client, whose owner decides which authorities it trusts.
    /// - Throws: ``SignerError`` with `unreachable`, `timedOut`, `unauthorized`, `keyMissing`, `unsupportedScheme`,
    ///   `badAnswer` or `moduleFailed`.
    public init(_ configuration: RemoteSignerConfiguration, http: HTTPClient) async throws(SignerError) {
        let connection = try RemoteSigningConnection(http: http, configuration: configuration)
        let info: CSC.Info = try await connection.call(
            "credentials/info", CSC.InfoRequest(credentialID: configuration.credentialID))
        guard info.key.status ?? "enabled" == "enabled", info.cert.status ?? "valid" == "valid" else {
            throw SignerError(code: .keyMissing, message: "the service says that key or certificate is out of use")
        }
        let certificates = try info.cert.certificates.map { text throws(SignerError) in try Self.certificate(text) }
        guard let own = certificates.first else {
            throw SignerError(code: .badAnswer, message: "the service gave no certificate")
        }
        self.certificate = own
        self.chain = certificates.dropFirst().filter { $0.subject != $0.issuer }
        self.schemes = SignatureScheme.allCases.filter { scheme in
            scheme.suits(own.key) && !Set(info.key.algo).isDisjoint(with: scheme.remoteNames)
        }
        guard !self.schemes.isEmpty else {
            throw SignerError(code: .unsupportedScheme, message: "the service signs with \(info.key.algo), the key is \(own.key)")
        }
        self.parallelCalls = max(1, configuration.parallelCalls)
        self.digestsPerCall = max(1, min(configuration.digestsPerCall, info.multisign ?? 1))
        self.connection = connection
    }

    /// The signature values over some digests, each checked against the certificate.
    ///
    /// - Throws: ``SignerError``; `keyDoesNotMatch` when a value was not made by the certificate's key.
    public func sign(_ digests: [[UInt8]], scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]] {
        try self.check(digests, scheme)
        if let refusal = self.gate.refusal.withLock({ $0 }) { throw refusal }
        var values: [[UInt8]] = []
        var start = 0
        while start < digests.count {
            let end = min(start + self.digestsPerCall, digests.count)
            do {
                values += try await self.signOnce(Array(digests[start..<end]), scheme)
            } catch {
                if error.code.isAuthentication { self.gate.refusal.withLock { $0 = error } }
                throw error
            }
            start = end
        }
        return values
    }

    private func signOnce(_ digests: [[UInt8]], _ scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]] {
        let configuration = self.connection.configuration
        let hashes = digests.map { Data($0).base64EncodedString() }
        let hashName = scheme.digestAlgorithm.dottedName
        let authorized: CSC.Authorized = try await self.connection.call(
            "credentials/authorize",
            CSC.AuthorizeRequest(
                credentialID: configuration.credentialID, numSignatures: digests.count, hashes: hashes, hashAlgorithmOID: hashName,
                authData: configuration.pin.map { [CSC.AuthorizationData(id: "PIN", value: $0.text)] }))
        let signed: CSC.Signed = try await self.connection.call(
            "signatures/signHash",
            CSC.SignRequest(
                credentialID: configuration.credentialID, SAD: authorized.SAD, hashes: hashes, hashAlgorithmOID: hashName,
                signAlgo: scheme.remoteName, signAlgoParams: scheme.remoteParameters.map { Data($0).base64EncodedString() }))
        guard signed.signatures.count == digests.count else {
            throw SignerError(code: .badAnswer, message: "\(signed.signatures.count) values for \(digests.count) digests")
        }
        var values: [[UInt8]] = []
        for (digest, text) in zip(digests, signed.signatures) {
            guard let bytes = Data(base64Encoded: text) else {
                throw SignerError(code: .badAnswer, message: "a value is not base64")
            }
            let value = try SignatureEncoding.value(Array(bytes), key: self.certificate.key)
            try self.prove(value, digest, scheme)
            values.append(value)
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
        guard fits else { throw SignerError(code: .keyDoesNotMatch, message: "a value was not made by the certificate's key") }
    }

    private static func certificate(_ text: String) throws(SignerError) -> Certificate {
        guard let bytes = Data(base64Encoded: text) else {
            throw SignerError(code: .badAnswer, message: "a certificate is not base64")
        }
        do {
            return try Certificate(derBytes: Array(bytes))
        } catch {
            throw SignerError(code: .badAnswer, message: error.message)
        }
    }
}
