import Foundation
import NIOSSL
import Subprocess
import Testing

/// A certificate authority made for one test, with a server certificate for 127.0.0.1.
struct TestAuthority {
    let folder: String

    var certificate: String { "\(self.folder)/ca.pem" }
    var serverCertificate: String { "\(self.folder)/server.pem" }
    var serverKey: String { "\(self.folder)/server.key" }

    /// What a client has that trusts this authority and no other.
    var trust: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(self.certificate)
        return configuration
    }

    /// Makes keys and certificates in a folder.
    static func make(in folder: String, name: String) async throws -> TestAuthority {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let authority = TestAuthority(folder: folder)
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try await Self.openssl(
            ["req", "-x509", "-days", "2", "-subj", "/CN=\(name)", "-keyout", "\(folder)/ca.key", "-out", authority.certificate] + key)
        try await Self.openssl(
            ["req", "-subj", "/CN=broker", "-keyout", authority.serverKey, "-out", "\(folder)/server.csr"] + key)
        try "subjectAltName=IP:127.0.0.1,DNS:localhost\n"
            .write(toFile: "\(folder)/extensions", atomically: true, encoding: .utf8)
        try await Self.openssl([
            "x509", "-req", "-days", "2", "-in", "\(folder)/server.csr", "-CA", authority.certificate, "-CAkey", "\(folder)/ca.key",
            "-CAcreateserial", "-extfile", "\(folder)/extensions", "-out", authority.serverCertificate,
        ])
        // The broker may run as another user than the tests.
        for file in [authority.certificate, authority.serverCertificate, authority.serverKey] {
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        }
        return authority
    }

    private static func openssl(_ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .name("openssl"), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 10_000))
        try #require(result.terminationStatus.isSuccess, "openssl: \(result.standardError)")
    }
}
