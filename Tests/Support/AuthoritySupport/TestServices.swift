public import Clocks
import Foundation
public import PKI

/// The authorities of `Tests/Fixtures/authorities`, served by certomancer; one for the whole test run.
public struct TestServices: Sendable {
    /// Signing happens here in tests that freeze the time.
    public static let signing = instant("2025-06-01T08:00:00Z")

    private let folder: String
    private let base: String
    // The process ends when this pipe does, so it lives as long as the test run.
    private let lifeline: FileHandle

    private static let started = Task { try await Self.start() }

    /// The running authorities; started at the first call.
    public static func shared() async throws -> TestServices { try await self.started.value }

    private static func start() async throws -> TestServices {
        let environment = ProcessInfo.processInfo.environment
        guard let python = environment["HOSO_TEST_PYTHON"], let root = environment["HOSO_TEST_ROOT"] else {
            throw SupportFailure(message: "HOSO_TEST_PYTHON or HOSO_TEST_ROOT is not set; run make test")
        }
        let folder = FileManager.default.temporaryDirectory.path + "/hoso-authorities-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["\(root)/Tests/Fixtures/authorities/serve.py", "\(root)/Tests/Fixtures/authorities/authorities.yml", folder]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line: String = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: String(decoding: output.fileHandleForReading.availableData, as: UTF8.self))
            }
        }
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw SupportFailure(message: "the authorities did not start: \(line)")
        }
        return TestServices(folder: folder, base: "http://127.0.0.1:\(port)", lifeline: input.fileHandleForWriting)
    }

    /// Where a service answers, such as `tsa/tsa`.
    public func url(_ path: String) -> String { "\(self.base)/prov/\(path)" }

    /// A certificate of `authorities.yml`.
    public func certificate(_ name: String) throws -> Certificate {
        let pem = try String(contentsOfFile: "\(self.folder)/certs/\(name).cert.pem", encoding: .utf8)
        guard let first = try Certificate.reading(pem: pem).first else { throw SupportFailure(message: "\(name) is no certificate") }
        return first
    }

    /// Somebody who signs with a certificate and key of the authorities.
    public func signer(_ name: String, key: String? = nil) throws -> SoftwareKeySigner {
        try SoftwareKeySigner(privateKeyPEM: try self.keyPEM(key ?? name), certificate: try self.certificate(name))
    }

    /// A private key of the authorities.
    public func keyPEM(_ name: String) throws -> String {
        try String(contentsOfFile: "\(self.folder)/keys/\(name).key.pem", encoding: .utf8)
    }

    /// The root as anchor, with the authority between.
    public func trust() throws -> TrustStore { TrustStore(anchors: [try self.certificate("root")], intermediates: [try self.certificate("interm")]) }

    /// A caller that makes the services believe it is a certain time.
    public func caller(at instant: UTCInstant?, timeout: Duration = .seconds(180)) -> ServiceCaller {
        ServiceCaller(timeout: timeout, headers: instant.map { ["X-Certomancer-Fake-Time": Self.text($0)] } ?? [:])
    }

    private static func text(_ instant: UTCInstant) -> String { instant.iso8601.prefix(19) + "+00:00" }

    /// Reads a time of the form `2025-06-01T08:00:00Z`.
    public static func instant(_ text: String) -> UTCInstant { UTCInstant(iso8601: text) ?? .earliest }
}
