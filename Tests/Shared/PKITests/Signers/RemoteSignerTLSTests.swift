import AsyncHTTPClient
import AuthoritySupport
import NIOSSL
import PKI
import Synchronization
import TestSupport
import Testing

/// A remote signing service behind TLS: whom we speak to is checked before a digest or a PIN leaves.
@Suite struct RemoteSignerTLSTests {
    /// Two authorities and two certificates of the first, one for this machine and one for another host.
    private func with(
        host: String, trusting authority: String,
        _ body: @escaping @Sendable (RemoteSigningServer, RemoteSignerConfiguration, HTTPClient) async throws -> Void
    ) async throws {
        let test = try TestAuthority.shared(.p256)
        try await TemporaryDirectory.with { directory in
            for name in ["good", "other"] {
                try await Self.openssl(
                    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout \(name).key -out \(name).pem -subj /CN=\(name) -days 9",
                    in: directory)
            }
            try Referee.write(Array("subjectAltName=DNS:\(host)\nextendedKeyUsage=serverAuth\n".utf8), "server.ext", in: directory)
            try await Self.openssl(
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout server.key -out server.csr -subj /CN=server", in: directory)
            try await Self.openssl(
                "x509 -req -in server.csr -CA good.pem -CAkey good.key -CAcreateserial -days 9 -extfile server.ext -out server.pem", in: directory)

            var settings = TLSConfiguration.makeClientConfiguration()
            settings.trustRoots = .file("\(directory)/\(authority).pem")
            let identity = try TLSConfiguration.makeServerConfiguration(
                certificateChain: NIOSSLCertificate.fromPEMFile("\(directory)/server.pem").map { .certificate($0) },
                privateKey: .privateKey(NIOSSLPrivateKey(file: "\(directory)/server.key", format: .pem)))
            let server = RemoteSigningServer(["k": test.officer], foreign: try test.identity())
            try await server.serve(tls: identity, client: settings) { base, http in
                let configuration = RemoteSignerConfiguration(
                    baseURL: base, credentialID: "k", accessToken: PIN(RemoteSigningServer.accessToken), pin: PIN(RemoteSigningServer.pin))
                try await body(server, configuration, http)
            }
        }
    }

    private static func openssl(_ line: String, in directory: String) async throws {
        let answer = try await Referee.openssl(line, in: directory)
        try #require(answer.isSuccess, "\(line): \(answer.text)")
    }

    @Test func `R38 signs through a service whose name an authority of ours vouches for`() async throws {
        try await self.with(host: "localhost", trusting: "good") { server, configuration, http in
            let digest = DigestAlgorithm.sha256.digest([1])
            let signer = try await RemoteSigner(configuration, http: http)
            let value = try await signer.sign(digest, scheme: .ecdsaP256SHA256)

            #expect(configuration.baseURL.hasPrefix("https://localhost:"))
            #expect(try DocumentSignerContractTests.weAccept(value, digest, server.holders["k"] ?? TestAuthority.shared(.p256).officer))
        }
    }

    @Test(arguments: [("localhost", "other"), ("sign.example.vn", "good")])
    func `R38 says nothing to a service of an unknown authority or of another name`(host: String, authority: String) async throws {
        try await self.with(host: host, trusting: authority) { server, configuration, http in
            await #expect(throws: SignerError(code: .unreachable, message: "")) { try await RemoteSigner(configuration, http: http) }
            // Neither digest nor PIN nor access token left.
            #expect(server.calls.withLock { $0.isEmpty })
        }
    }
}
