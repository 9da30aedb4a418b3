import Clocks
import Foundation
import PKI
import Subprocess

/// Two officers with keys in files and on a token of SoftHSM2, in a folder of this run.
struct BenchKeys {
    /// The kinds of keys that are measured.
    enum Kind: String, CaseIterable, Sendable {
        case p256, rsa2048

        var name: String { self == .p256 ? "P-256" : "RSA-2048" }
        var scheme: SignatureScheme { self == .p256 ? .ecdsaP256SHA256 : .rsaPKCS1SHA256 }
    }

    static let pin = "1234"
    private static let module = "/usr/lib/softhsm/libsofthsm2.so"

    let folder: String
    let trust: TrustStore
    private let officers: [Kind: DevelopmentIdentity]

    init(folder: String) throws {
        let now = SystemClock().now() - .seconds(60)
        let authority = try DevelopmentAuthority(organization: "Bench", now: now)
        var officers: [Kind: DevelopmentIdentity] = [:]
        for kind in Kind.allCases {
            let officer = try authority.issue(
                to: DevelopmentSubject(commonName: "Officer \(kind.name)", organization: "Bench"),
                key: kind == .p256 ? .p256 : .rsa(bits: 2048), notBefore: now, notAfter: now + .seconds(86_400))
            try officer.write(to: folder, name: kind.rawValue)
            officers[kind] = officer
        }
        try Data(authority.root.pem.utf8).write(to: URL(fileURLWithPath: "\(folder)/root.pem"))
        self.folder = folder
        self.trust = TrustStore(anchors: [authority.root])
        self.officers = officers
    }

    func officer(_ kind: Kind) throws -> DevelopmentIdentity {
        guard let officer = self.officers[kind] else { throw BenchFailure(what: "there is no key \(kind)") }
        return officer
    }

    func builder(_ kind: Kind) throws -> CMSBuilder {
        let officer = try self.officer(kind)
        return try CMSBuilder(certificate: officer.certificate, chain: officer.chain, scheme: kind.scheme)
    }

    /// Puts both keys on a token, which stays until the folder goes.
    func token(sessions: Int) async throws -> PKCS11Token {
        try FileManager.default.createDirectory(atPath: "\(self.folder)/tokens", withIntermediateDirectories: true)
        let configuration = "\(self.folder)/softhsm2.conf"
        try "directories.tokendir = \(self.folder)/tokens\nlog.level = ERROR\n".write(toFile: configuration, atomically: true, encoding: .utf8)
        setenv("SOFTHSM2_CONF", configuration, 1)
        try await self.run(["softhsm2-util", "--init-token", "--free", "--label", "bench", "--pin", Self.pin, "--so-pin", "5678"])
        for (index, kind) in Kind.allCases.enumerated() {
            let path = "\(self.folder)/\(kind.rawValue)"
            try await self.run(["openssl", "pkcs8", "-topk8", "-nocrypt", "-in", "\(path).key", "-out", "\(path).p8"])
            try await self.run([
                "softhsm2-util", "--import", "\(path).p8", "--token", "bench", "--label", kind.rawValue, "--id", "0\(index + 1)", "--pin",
                Self.pin,
            ])
        }
        let token = try await PKCS11Token.open(module: Self.module, .label("bench"), sessions: sessions)
        try await token.enter(PIN(Self.pin))
        return token
    }

    func signer(_ kind: Kind, on token: PKCS11Token) async throws -> PKCS11Signer {
        let officer = try self.officer(kind)
        return try await PKCS11Signer(token: token, key: .label(kind.rawValue), certificate: officer.certificate, chain: officer.chain)
    }

    private func run(_ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(arguments), output: .string(limit: 4096), error: .combinedWithOutput)
        guard result.terminationStatus.isSuccess else { throw BenchFailure(what: "\(arguments[0]): \(result.standardOutput)") }
    }
}
