import AuthoritySupport
import Foundation
import Glibc
import PKI
import Testing

/// Tokens of SoftHSM2 in a folder of this process.
enum SoftToken {
    static let pin = "1234"
    static let module = "/usr/lib/softhsm/libsofthsm2.so"

    /// The folder of all tokens; the module reads its place from the environment when it is first loaded.
    static let home: String = {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("hoso-tokens-\(getpid())").path
        do {
            try FileManager.default.createDirectory(atPath: "\(path)/tokens", withIntermediateDirectories: true)
            try "directories.tokendir = \(path)/tokens\nlog.level = ERROR\n".write(
                toFile: "\(path)/softhsm2.conf", atomically: true, encoding: .utf8)
        } catch {
            Issue.record("no folder for tokens: \(error)")
        }
        setenv("SOFTHSM2_CONF", "\(path)/softhsm2.conf", 1)
        atexit { SoftToken.remove() }
        return path
    }()

    private static func remove() {
        do {
            try FileManager.default.removeItem(atPath: self.home)
        } catch {
            FileHandle.standardError.write(Data("\(self.home) is left behind: \(error)\n".utf8))
        }
    }

    /// `softhsm2-util` looks at every token to find a free slot, and fails over one that another process is just writing.
    private actor Turn {
        private var last: Task<Void, any Error>?

        func take(_ body: @escaping @Sendable () async throws -> Void) async throws {
            let before = self.last
            let mine = Task {
                _ = await before?.result
                try await body()
            }
            self.last = mine
            try await mine.value
        }
    }

    private static let turn = Turn()

    /// Makes a token with the keys and certificates of some holders, under the identifiers 1, 2, …
    static func make(_ label: String, _ holders: [DevelopmentIdentity]) async throws {
        try await self.turn.take { try await self.makeInTurn(label, holders) }
    }

    private static func makeInTurn(_ label: String, _ holders: [DevelopmentIdentity]) async throws {
        let conf = "SOFTHSM2_CONF=\(self.home)/softhsm2.conf"
        try await self.run([conf, "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", self.pin, "--so-pin", "5678"])
        for (index, holder) in holders.enumerated() {
            let number = "0\(index + 1)"
            let file = "\(label)-\(number)"
            try Referee.write(Array(holder.privateKeyPEM.utf8), "\(file).pem", in: self.home)
            try Referee.write(holder.certificate.derBytes, "\(file).crt", in: self.home)
            try await self.run(["openssl", "pkcs8", "-topk8", "-nocrypt", "-in", "\(file).pem", "-out", "\(file).p8"])
            try await self.run([
                conf, "softhsm2-util", "--import", "\(file).p8", "--token", label, "--label", "official-\(number)", "--id", number,
                "--pin", self.pin,
            ])
            try await self.run([
                conf, "pkcs11-tool", "--module", self.module, "--token-label", label, "--login", "--pin", self.pin, "--write-object",
                "\(file).crt", "--type", "cert", "--id", number, "--label", "official-\(number)",
            ])
        }
    }

    private static func run(_ arguments: [String]) async throws {
        let answer = try await Referee.run("env", arguments, in: self.home)
        try #require(answer.isSuccess, "\(arguments.joined(separator: " ")): \(answer.text)")
    }
}
