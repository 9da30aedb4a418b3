import PKI
import Testing

/// The three signers the contract is held against.
enum SignerKind: String, CaseIterable, Sendable {
    case software, token, remote

    static let keys: [KeyAlgorithm] = [.p256, .p384, .rsa(bits: 2048), .rsa(bits: 4096)]

    /// Keys and ways of signing of the contract.
    static let cases: [(KeyAlgorithm, SignatureScheme)] = [
        (.p256, .ecdsaP256SHA256), (.p384, .ecdsaP384SHA384), (.rsa(bits: 2048), .rsaPKCS1SHA256),
        (.rsa(bits: 4096), .rsaPKCS1SHA256), (.rsa(bits: 2048), .rsaPSSSHA256),
    ]

    /// The token with all four keys; made at the first use.
    private static let contractToken = Task { () throws -> PKCS11Token in
        try await SoftToken.make("contract", SignerKind.keys.map { try TestAuthority.shared($0).officer })
        let token = try await PKCS11Token.open(module: SoftToken.module, .label("contract"))
        try await token.enter(PIN(SoftToken.pin))
        return token
    }

    /// Runs something with a signer of this kind that has such a key.
    func with(
        _ key: KeyAlgorithm, holder: DevelopmentIdentity? = nil, _ body: @escaping @Sendable (any DocumentSigner) async throws -> Void
    ) async throws {
        let officer = try TestAuthority.shared(key).officer
        switch self {
        case .software: try await body(try officer.signer())
        case .token:
            let number = try #require(Self.keys.firstIndex(of: key)) + 1
            let signer = try await PKCS11Signer(token: try await Self.contractToken.value, key: .id([UInt8(number)]), chain: officer.chain)
            try await body(signer)
        case .remote:
            let server = RemoteSigningServer(["k": officer], foreign: officer)
            try await server.serve { base, http in
                let configuration = RemoteSignerConfiguration(
                    baseURL: base, credentialID: "k", accessToken: PIN(RemoteSigningServer.accessToken), pin: PIN(RemoteSigningServer.pin))
                try await body(try await RemoteSigner(configuration, http: http))
            }
        }
    }
}
