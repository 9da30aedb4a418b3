import Clocks
import Foundation
import PAdES
import PDF
import PKI

/// Documents signed and judged per second and their cost, against pyHanko and against the bare key.
///
/// Both sides have their keys loaded and their files in memory. Two workers are two tasks here and two processes there,
/// for Python runs one thread at a time.
struct SigningBenchmarks {
    private static let rounds = 5
    private static let sizes = [(20_000, "20 kB"), (1_000_000, "1 MB")]
    /// A part of the documents for a quick look: `HOSO_BENCH_SHARE`, such as 0.1. Range: 0...1.
    private static let share = min(1, max(0, Double(ProcessInfo.processInfo.environment["HOSO_BENCH_SHARE"] ?? "") ?? 1))

    let keys: BenchKeys
    private let peers: [PythonPeer]

    init(folder: String) throws {
        self.keys = try BenchKeys(folder: folder)
        self.peers = try (0..<2).map { _ in try PythonPeer(folder: folder) }
    }

    func run() async throws {
        for (size, name) in Self.sizes {
            let paper = BenchPaper.bytes(length: size)
            try self.write(paper, "paper-\(size).pdf")
            for kind in BenchKeys.Kind.allCases {
                try await self.signing(paper, kind, "paper-\(size).pdf", name)
                try await self.validating(paper, kind, size, name)
            }
        }
        let token = try await self.keys.token(sessions: 2)
        for kind in BenchKeys.Kind.allCases {
            let software = try self.keys.officer(kind).signer()
            try await self.againstKey(software, kind, "the bare OpenSSL key")
            try await self.againstKey(try await self.keys.signer(kind, on: token), kind, "the bare SoftHSM2 key")
        }
        try await MemoryBenchmarks(folder: self.keys.folder).run()
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(self.keys.folder)/\(name)"))
    }

    private func signing(_ paper: [UInt8], _ kind: BenchKeys.Kind, _ file: String, _ size: String) async throws {
        let signer = try self.keys.officer(kind).signer(), builder = try self.keys.builder(kind)
        try await self.compare("Sign, \(kind.name), \(size)", "sign", kind, file, count: 300, peerCount: 8) {
            _ = try await Self.sign(paper, builder, signer)
        }
    }

    private func validating(_ paper: [UInt8], _ kind: BenchKeys.Kind, _ size: Int, _ name: String) async throws {
        let signed = try await Self.sign(paper, try self.keys.builder(kind), try self.keys.officer(kind).signer())
        let file = "signed-\(kind.rawValue)-\(size).pdf"
        try self.write(signed, file)
        let validator = DocumentValidator(trust: self.keys.trust, policy: ValidationPolicy(revocation: .recorded))
        try await self.compare("Validate, \(kind.name), \(name)", "validate", kind, file, count: 200, peerCount: 12) {
            let report = validator.validate(signed, at: SystemClock().now())
            guard report.indication == .valid else { throw BenchFailure(what: report.detail) }
        }
    }

    /// One worker, what it costs, and two workers.
    private func compare(
        _ name: String, _ work: String, _ kind: BenchKeys.Kind, _ file: String, count: Int, peerCount: Int,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let count = max(1, Int(Double(count) * Self.share)), peerCount = max(1, Int(Double(peerCount) * Self.share))
        let question = PythonPeer.Question(work: work, key: kind.rawValue, file: "\(self.keys.folder)/\(file)", count: peerCount)
        for workers in 1...2 {
            var costs: [Double] = [], peerCosts: [Double] = []
            let rounds = try await Rounds.alternate(Self.rounds) { _ in
                let measure = try await Measure.once(count: count * workers) { try await Self.parallel(workers, count, body) }
                costs.append(measure.cpuMicroseconds)
                return measure.rate
            } peer: { _ in
                let begin = ContinuousClock.now
                let seconds = try await self.ask(question, workers)
                peerCosts.append(seconds / Double(peerCount * workers) * 1e6)
                return Double(peerCount * workers) / ((ContinuousClock.now - begin) / .seconds(1))
            }
            Table.row("\(name), \(workers == 1 ? "one worker" : "two workers"), against pyHanko", rounds, unit: "/s", aim: "≥ 10")
            if workers == 1 { Table.row("… CPU per document", Self.rounds(costs, peerCosts), unit: "µs", aim: "≤ 0.1") }
        }
    }

    private static func rounds(_ own: [Double], _ peer: [Double]) -> Rounds {
        // The first round of both is not counted.
        Rounds(zip(own, peer).dropFirst().map { (own: $0, peer: $1) })
    }

    private func ask(_ question: PythonPeer.Question, _ workers: Int) async throws -> Double {
        try await withThrowingTaskGroup(of: Double.self) { group in
            for peer in self.peers.prefix(workers) { group.addTask { try await peer.ask(question) } }
            return try await group.reduce(0, +)
        }
    }

    private static func parallel(_ workers: Int, _ count: Int, _ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<workers { group.addTask { for _ in 0..<count { try await body() } } }
            try await group.waitForAll()
        }
    }

    /// Whole documents against nothing but signature values, both with the same key.
    private func againstKey(_ signer: some DocumentSigner, _ kind: BenchKeys.Kind, _ peer: String) async throws {
        let paper = BenchPaper.bytes(length: 20_000), builder = try self.keys.builder(kind)
        let digest = DigestAlgorithm.sha256.digest([1, 2, 3]), scheme = kind.scheme
        let count = max(1, Int(200 * Self.share))
        for workers in 1...2 {
            let rounds = try await Rounds.alternate(Self.rounds) { _ in
                try await Rounds.rate(count * workers) {
                    try await Self.parallel(workers, count) { _ = try await Self.sign(paper, builder, signer) }
                }
            } peer: { _ in
                let digests = Array(repeating: digest, count: count)
                return try await Rounds.rate(count * workers) {
                    try await Self.parallel(workers, 1) { _ = try await signer.sign(digests, scheme: scheme) }
                }
            }
            let name = "Sign, \(kind.name), 20 kB, \(workers == 1 ? "one worker" : "two workers"), against \(peer)"
            Table.row(name, rounds, unit: "/s", aim: kind == .rsa2048 ? "≥ 0.5" : "–")
        }
    }

    static func sign(_ paper: [UInt8], _ builder: CMSBuilder, _ signer: some DocumentSigner) async throws -> [UInt8] {
        let request = SignatureRequest(signedAt: SystemClock().now(), reservedBytes: 8_192)
        return try await LevelSigner(timestamps: nil).sign(paper, request: request, builder: builder) { attributes in
            try await signer.sign(attributes.digest, scheme: attributes.scheme)
        }.bytes
    }
}
