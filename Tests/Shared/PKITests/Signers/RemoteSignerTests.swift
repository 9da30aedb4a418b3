import AsyncHTTPClient
import PKI
import Synchronization
import TestSupport
import Testing

/// A remote signing service that fails, lies or is not there.
@Suite struct RemoteSignerTests {
    let digest = DigestAlgorithm.sha256.digest([1])

    func with(
        _ body: @escaping @Sendable (RemoteSigningServer, RemoteSignerConfiguration, HTTPClient) async throws -> Void
    ) async throws {
        let test = try TestAuthority.shared(.p256)
        let server = RemoteSigningServer(["k": test.officer], foreign: try test.identity())
        try await server.serve { base, http in
            let configuration = RemoteSignerConfiguration(
                baseURL: base, credentialID: "k", accessToken: PIN(RemoteSigningServer.accessToken), pin: PIN(RemoteSigningServer.pin))
            try await body(server, configuration, http)
        }
    }

    @Test func `V-21 a PIN the service refused is not sent again`() async throws {
        try await self.with { server, configuration, http in
            var wrong = configuration
            wrong.pin = PIN("0000")
            let signer = try await RemoteSigner(wrong, http: http)
            for _ in 0..<5 {
                await #expect(throws: SignerError(code: .pinWrong, message: "")) {
                    try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
                }
            }
            #expect(server.calls.withLock { $0["credentials/authorize"] } == 1)
        }
    }

    @Test func `asks for as many digests at once as the service allows`() async throws {
        try await self.with { server, configuration, http in
            let signer = try await RemoteSigner(configuration, http: http)
            let values = try await signer.sign([[UInt8]](repeating: self.digest, count: 12), scheme: .ecdsaP256SHA256)

            #expect(values.count == 12)
            #expect(signer.digestsPerCall == 5)
            #expect(server.calls.withLock { $0["signatures/signHash"] } == 3)
        }
    }

    @Test(arguments: [
        (RemoteSigningServer.Fault.busy, SignerError.Code.unreachable), (.garbage, .badAnswer), (.huge, .badAnswer),
        (.foreignKey, .keyDoesNotMatch), (.fewer, .badAnswer), (.silent, .timedOut),
    ])
    func `names what the service did wrong`(_ fault: RemoteSigningServer.Fault, _ code: SignerError.Code) async throws {
        try await self.with { server, configuration, http in
            var hurried = configuration
            hurried.timeout = .seconds(1)
            let signer = try await RemoteSigner(hurried, http: http)
            server.fault.withLock { $0 = fault }
            await #expect(throws: SignerError(code: code, message: "")) {
                try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
            }
        }
    }

    @Test func `names a wrong access token, an unknown key and a service that is away`() async throws {
        try await self.with { _, configuration, http in
            var stranger = configuration
            stranger.accessToken = PIN("x")
            await #expect(throws: SignerError(code: .unauthorized, message: "")) { try await RemoteSigner(stranger, http: http) }
            var unknown = configuration
            unknown.credentialID = "other"
            await #expect(throws: SignerError(code: .keyMissing, message: "")) { try await RemoteSigner(unknown, http: http) }
            var away = configuration
            away.baseURL = "http://127.0.0.1:1"
            away.timeout = .seconds(2)
            do {
                _ = try await RemoteSigner(away, http: http)
                Issue.record("nobody listens there")
            } catch let error as SignerError {
                #expect(error.code == .unreachable || error.code == .timedOut)
            }
        }
    }

    @Test(arguments: ["http://sign.example.vn", "ftp://127.0.0.1", "", "sign.example.vn", "http://127.0.0.1.example.vn"])
    func `sends no digest unencrypted over a network`(_ address: String) async throws {
        try await self.with { _, configuration, http in
            var other = configuration
            other.baseURL = address
            await #expect(throws: SignerError(code: .unreachable, message: "")) { try await RemoteSigner(other, http: http) }
        }
    }

    @Test func `repeats nothing the service says of the holder`() async throws {
        try await self.with { server, configuration, http in
            server.fault.withLock { $0 = .busy }
            do {
                _ = try await RemoteSigner(configuration, http: http)
                Issue.record("the service is busy")
            } catch let error as SignerError {
                #expect(!error.description.contains("Hương"))
                #expect(!error.description.contains(RemoteSigningServer.accessToken))
            }
        }
    }
}
