import Clocks
import Foundation
import PKI
import Synchronization
import TestSupport

@testable import Hosoctl

/// A folder of papers to sign and an officer's key.
struct BatchBench: Sendable {
    let clock = FixedClock()
    let authority: DevelopmentAuthority
    let officer: DevelopmentIdentity
    let source: String
    let target: String

    static func with(_ count: Int, _ body: (BatchBench) async throws -> Void) async throws {
        try await TemporaryDirectory.with { directory in
            let bench = try BatchBench(in: directory)
            for number in 0..<count { try bench.put(SignedPaper.page, "paper-\(100 + number).pdf") }
            try await body(bench)
        }
    }

    private init(in directory: String) throws {
        self.source = "\(directory)/in"
        self.target = "\(directory)/out"
        for path in [self.source, self.target] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        let now = self.clock.now()
        self.authority = try DevelopmentAuthority(organization: "Test", now: now - .seconds(60))
        self.officer = try self.authority.issue(
            to: DevelopmentSubject(commonName: "Mai Thùy Vy", organization: "Test", identity: "HS0031"),
            notBefore: now - .seconds(60), notAfter: now + .seconds(86_400))
    }

    func put(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(self.source)/\(name)"))
    }

    func result(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: "\(self.target)/\(name)").map(Array.init) }

    func run(
        _ signer: (any DocumentSigner)? = nil, workers: Int = 3, show: @escaping @Sendable (BatchSummary) -> Void = { _ in }
    ) async throws -> (summary: BatchSummary, stop: SignerError?) {
        let plan = BatchPlan(source: self.source, target: self.target, font: nil, workers: workers)
        let chosen = try signer ?? self.officer.signer()
        return try await BatchSigner(
            signer: chosen, plan: plan, trust: TrustStore(anchors: [self.authority.root]), clock: self.clock
        ).run(show: show)
    }

    func fault(_ name: String) -> Words? {
        guard let bytes = self.result(name) else { return Words("không có", "absent") }
        return StoredSignatureJudge(trust: TrustStore(anchors: [self.authority.root]), recorded: [:], now: self.clock.now()).fault(of: bytes)
    }
}

/// A real key whose device fails after some signatures.
final class FailingSigner: DocumentSigner {
    let inner: SoftwareKeySigner
    let code: SignerError.Code
    private let left: Mutex<Int>
    let calls = Mutex(0)
    let digestsPerCall: Int

    init(_ inner: SoftwareKeySigner, after count: Int, _ code: SignerError.Code, digestsPerCall: Int = 1) {
        self.inner = inner
        self.code = code
        self.left = Mutex(count)
        self.digestsPerCall = digestsPerCall
    }

    var certificate: PKI.Certificate { self.inner.certificate }
    var chain: [PKI.Certificate] { self.inner.chain }
    var schemes: [SignatureScheme] { self.inner.schemes }
    var parallelCalls: Int { 1 }

    func sign(_ digests: [[UInt8]], scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]] {
        self.calls.withLock { $0 += 1 }
        let isLeft = self.left.withLock { left in
            left -= digests.count
            return left >= 0
        }
        guard isLeft else { throw SignerError(code: self.code, message: "on purpose") }
        return try await self.inner.sign(digests, scheme: scheme)
    }
}
