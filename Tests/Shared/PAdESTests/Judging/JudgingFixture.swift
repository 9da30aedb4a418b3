import Clocks
import Foundation
import PAdES
import PDF
import PKI
import PDFTestSupport
import Subprocess
import TestSupport
import Testing

/// Documents that pyHanko signed at frozen times, with the authorities behind them; made once for the whole test run.
struct JudgingFixture: Sendable {
    /// When most documents are signed.
    static let signing = Self.instant("2025-06-01T08:00:00Z")

    /// The days for which there are revocation lists.
    enum Day: String, CaseIterable, Sendable {
        /// A minute after signing.
        case signing
        /// Two days after signing.
        case revoked
        /// A year after signing.
        case later
        /// When the manipulated papers are signed.
        case paper

        /// When a document is judged.
        var instant: UTCInstant {
            switch self {
            case .signing: JudgingFixture.signing + .seconds(60)
            case .revoked: JudgingFixture.signing + .seconds(2 * 86_400)
            case .later: JudgingFixture.instant("2026-06-01T08:01:00Z")
            case .paper: JudgingFixture.instant("2026-03-05T03:00:00Z")
            }
        }
    }

    let documents: [String: [UInt8]]
    let root: Certificate
    let intermediate: Certificate
    private let certificates: [String: Certificate]
    private let key: String
    private let lists: [String: [UInt8]]

    private static let made = Task { try await Self.make() }

    /// The documents; made at the first call.
    static func shared() async throws -> JudgingFixture { try await self.made.value }

    var validator: DocumentValidator { DocumentValidator(trust: TrustStore(anchors: [self.root])) }

    /// The revocation lists of a day.
    func lists(_ day: Day) -> [[UInt8]] { ["root", "interm"].compactMap { self.lists["\(day.rawValue)-\($0).crl"] } }

    func material(_ day: Day?) -> DocumentSecurityStore { DocumentSecurityStore(crls: day.map(self.lists) ?? []) }

    /// Somebody who signs with one of the certificates.
    func signer(_ name: String = "official") throws -> SoftwareKeySigner {
        try SoftwareKeySigner(privateKeyPEM: self.key, certificate: try #require(self.certificates[name]))
    }

    /// A prepared document with the signature of the official in it.
    func sign(_ prepared: PreparedSignature, by name: String = "official") throws -> [UInt8] {
        let signer = try self.signer(name)
        let builder = try CMSBuilder(certificate: signer.certificate, chain: [self.intermediate], scheme: .ecdsaP256SHA256)
        let attributes = try builder.signedAttributes(contentDigest: prepared.digest)
        let value = try signer.sign(digest: attributes.digest, scheme: .ecdsaP256SHA256)
        return try prepared.embed(cms: try builder.build(attributes, contentDigest: prepared.digest, signature: value))
    }

    private static func make() async throws -> JudgingFixture {
        let environment = ProcessInfo.processInfo.environment
        let python = try #require(environment["HOSO_TEST_PYTHON"], "HOSO_TEST_PYTHON names no Python with pyHanko; run make test")
        let root = try #require(environment["HOSO_TEST_ROOT"], "HOSO_TEST_ROOT names no repository; run make test")
        return try await TemporaryDirectory.with { directory in
            try Data(SmallPDF().bytes).write(to: URL(fileURLWithPath: "\(directory)/input.pdf"))
            let result = try await Subprocess.run(
                .name("env"), arguments: [python, "\(root)/Tests/Fixtures/judging/documents.py", directory, "\(directory)/input.pdf"],
                output: .string(limit: 1 << 20), error: .combinedWithOutput)
            guard result.terminationStatus.isSuccess else { throw FixtureFailure(reason: result.standardOutput) }
            return try Self.read(directory)
        }
    }

    private static func read(_ directory: String) throws -> JudgingFixture {
        func files(_ folder: String) throws -> [String: [UInt8]] {
            var files: [String: [UInt8]] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)") {
                files[name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(folder)/\(name)")))
            }
            return files
        }
        var documents: [String: [UInt8]] = [:]
        for (name, bytes) in try files("documents") { documents[String(name.dropLast(4))] = bytes }
        var certificates: [String: Certificate] = [:]
        for (name, bytes) in try files("certs") {
            let text = String(decoding: bytes, as: UTF8.self)
            certificates[String(name.prefix { $0 != "." })] = try Certificate.reading(pem: text).first
        }
        return JudgingFixture(
            documents: documents, root: try #require(certificates["root"]), intermediate: try #require(certificates["interm"]),
            certificates: certificates, key: String(decoding: try #require(try files("keys")["official.key.pem"]), as: UTF8.self),
            lists: try files("statements"))
    }

    static func instant(_ text: String) -> UTCInstant { UTCInstant(iso8601: text) ?? .earliest }
}

struct FixtureFailure: Error, CustomStringConvertible {
    let reason: String
    var description: String { self.reason }
}
