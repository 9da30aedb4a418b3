import Foundation
import Logging
import Postgres
import Testing

/// A server with a certificate of an authority made for the test.
@Suite(.timeLimit(.minutes(10)))
struct TLSTests {
    /// Where the files are and how the server is reached.
    private struct Secured {
        let cluster: PrivateCluster
        let port: Int

        func connect<Answer: Sendable>(
            host: String = "localhost", _ tls: PostgresTLS, _ body: (PostgresClient) async throws -> Answer
        ) async throws -> Answer {
            var configuration = PostgresConfiguration(
                host: host, port: self.port, database: "postgres", username: "hoso", maximumConnections: 1, tls: tls)
            configuration.acquireTimeout = .seconds(10)
            let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
            let result: Result<Answer, any Error>
            do { result = .success(try await body(client)) } catch { result = .failure(error) }
            await client.shutdown()
            return try result.get()
        }

        func refusal(host: String = "localhost", _ tls: PostgresTLS) async -> PostgresError? {
            await #expect(throws: PostgresError.self) {
                try await self.connect(host: host, tls) { _ = try await $0.query("SELECT 1") }
            }
        }
    }

    private func withServer(_ body: (Secured) async throws -> Void) async throws {
        let port = try Self.freePort()
        try await PrivateCluster.withCluster { folder in
            try await Self.makeCertificates(in: folder)
            return [
                "listen_addresses = '127.0.0.1'", "port = \(port)", "ssl = on", "ssl_cert_file = '\(folder)/server.crt'",
                "ssl_key_file = '\(folder)/server.key'", "ssl_ca_file = '\(folder)/ca.crt'",
            ]
        } _: { cluster in
            try await body(Secured(cluster: cluster, port: port))
        }
    }

    /// Below the ports that the system gives to those who do not ask for one, so that nobody takes it before the server does.
    private static func freePort() throws -> Int {
        for _ in 0..<100 {
            let port = UInt16.random(in: 10_000..<20_000)
            let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(probe) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(probe, $0, size) }
            }
            if bound == 0 { return Int(port) }
        }
        throw PrivateCluster.Failed(description: "no free port among a hundred")
    }

    /// Two authorities, of which one signed the server's certificate for `localhost`, and a client's certificate.
    private static func makeCertificates(in folder: String) async throws {
        func openssl(_ arguments: String...) async throws { try await PrivateCluster.run("openssl", arguments) }
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        for authority in ["ca", "other"] {
            try await PrivateCluster.run(
                "openssl",
                ["req", "-x509", "-days", "2", "-subj", "/CN=\(authority)", "-keyout", "\(folder)/\(authority).key"]
                    + ["-out", "\(folder)/\(authority).crt"] + curve)
        }
        for (name, subject) in [("server", "/CN=localhost"), ("client", "/CN=hoso")] {
            try await PrivateCluster.run(
                "openssl",
                ["req", "-subj", subject, "-addext", "subjectAltName=DNS:localhost", "-keyout", "\(folder)/\(name).key"]
                    + ["-out", "\(folder)/\(name).csr"] + curve)
            try await openssl(
                "x509", "-req", "-in", "\(folder)/\(name).csr", "-CA", "\(folder)/ca.crt", "-CAkey", "\(folder)/ca.key",
                "-CAcreateserial", "-days", "2", "-copy_extensions", "copy", "-out", "\(folder)/\(name).crt")
        }
    }

    @Test func `connects to a server whose certificate a trusted authority signed for its name`() async throws {
        try await self.withServer { server in
            let trusted = PostgresTLS.verifyFull(rootCertificateFile: "\(server.cluster.directory)/ca.crt")

            let isEncrypted = try await server.connect(trusted) { client in
                try await client.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").decodeOnly(Bool.self)
            }

            #expect(isEncrypted)
        }
    }

    @Test func `S6 refuses another authority and another name, and says which`() async throws {
        try await self.withServer { server in
            let folder = server.cluster.directory

            let foreign = await server.refusal(.verifyFull(rootCertificateFile: "\(folder)/other.crt"))
            #expect(foreign?.code == .cannotConnect)
            #expect(foreign?.message.contains("certificate verify failed") == true, "\(foreign?.message ?? "")")

            let misnamed = await server.refusal(host: "127.0.0.1", .verifyFull(rootCertificateFile: "\(folder)/ca.crt"))
            #expect(misnamed?.code == .cannotConnect)
            #expect(misnamed?.message.contains("127.0.0.1") == true, "\(misnamed?.message ?? "")")

            let absent = await server.refusal(.verifyFull(rootCertificateFile: "\(folder)/nowhere.crt"))
            #expect(absent?.code == .cannotConnect)
            #expect(absent?.message.contains("nowhere.crt") == true, "\(absent?.message ?? "")")
        }
    }

    @Test func `shows its own certificate to a server that asks for one`() async throws {
        try await self.withServer { server in
            let folder = server.cluster.directory
            let tls = PostgresTLS.verifyFull(rootCertificateFile: "\(folder)/ca.crt")
                .withClientCertificate(certificateFile: "\(folder)/client.crt", keyFile: "\(folder)/client.key")

            let subject = try await server.connect(tls) { client in
                try await client.query("SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                    .decodeOnly(String?.self)
            }

            #expect(subject == "/CN=hoso")
        }
    }
}
