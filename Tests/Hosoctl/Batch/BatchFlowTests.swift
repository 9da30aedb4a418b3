import Foundation
import PKI
import Synchronization
import Testing

@testable import Hosoctl

/// Documents pass one another on their way through a batch, and the key is all they wait for.
@Suite(.timeLimit(.minutes(10))) struct BatchFlowTests {
    @Test func `V-21 several documents are at the key at the same time, each prepared before the others are signed`() async throws {
        try await BatchBench.with(6) { bench in
            // Nobody gets a value before three have asked: a batch that works one by one never ends.
            let signer = MeetingSigner(try bench.officer.signer(), needs: 3)
            let (summary, stop) = try await bench.run(signer, workers: 3)

            #expect(stop == nil && summary.signed == 6)
            #expect(signer.most >= 3)
        }
    }

    @Test func `V-21 a document whose key is slow holds up none of the others, which are patched and judged meanwhile`() async throws {
        try await BatchBench.with(8) { bench in
            let signer = MeetingSigner(try bench.officer.signer(), needs: 0, holdingFirst: true)
            let counts = Mutex<[BatchSummary]>([])
            let (summary, _) = try await bench.run(signer, workers: 3) { summary in
                counts.withLock { $0.append(summary) }
                // The first is let go when all others are on disk and found valid.
                if summary.signed == 7 { signer.release() }
            }

            #expect(summary.signed == 8)
            #expect(counts.withLock { $0.count } == 8)
        }
    }

    @Test func `progress is shown after every document, with what was signed, skipped and not signed`() async throws {
        try await BatchBench.with(3) { bench in
            _ = try await bench.run()
            try bench.put(Array("no paper".utf8), "broken.pdf")
            try bench.put(SignedPaper.page, "paper-200.pdf")
            let shown = Mutex<[BatchSummary]>([])

            let (summary, _) = try await bench.run(workers: 1) { summary in shown.withLock { $0.append(summary) } }

            let steps = shown.withLock { $0 }
            #expect(steps.map(\.seen) == [1, 2, 3, 4, 5] && steps.allSatisfy { $0.total == 5 })
            #expect(steps.last == summary)
            #expect(summary.skipped == 3 && summary.signed == 1 && summary.failed == 1)
        }
    }
}

/// A real key that lets callers wait for one another.
final class MeetingSigner: DocumentSigner {
    private struct State {
        var waiting: [CheckedContinuation<Void, Never>] = []
        var calls = 0
        var inside = 0
        var most = 0
        var isReleased = false
    }

    private let inner: SoftwareKeySigner
    private let needs: Int
    private let isHoldingFirst: Bool
    private let state = Mutex(State())

    init(_ inner: SoftwareKeySigner, needs: Int, holdingFirst: Bool = false) {
        self.inner = inner
        self.needs = needs
        self.isHoldingFirst = holdingFirst
    }

    var certificate: PKI.Certificate { self.inner.certificate }
    var chain: [PKI.Certificate] { self.inner.chain }
    var schemes: [SignatureScheme] { self.inner.schemes }
    let parallelCalls = 3
    let digestsPerCall = 1
    /// How many were inside at once.
    var most: Int { self.state.withLock { $0.most } }

    /// Lets everybody go.
    func release() {
        let waiting = self.state.withLock { state in
            state.isReleased = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }

    func sign(_ digests: [[UInt8]], scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]] {
        // A batch that never lets enough documents meet fails by its time limit instead of hanging.
        await withTaskCancellationHandler { await self.meet() } onCancel: { self.release() }
        defer { self.state.withLock { $0.inside -= 1 } }
        return try await self.inner.sign(digests, scheme: scheme)
    }

    private func meet() async {
        await withCheckedContinuation { continuation in
            let free: [CheckedContinuation<Void, Never>] = self.state.withLock { state in
                state.calls += 1
                state.inside += 1
                state.most = max(state.most, state.inside)
                let waits = self.isHoldingFirst ? state.calls == 1 : state.calls <= self.needs
                guard waits, !state.isReleased else { return [continuation] }
                state.waiting.append(continuation)
                guard !self.isHoldingFirst, state.waiting.count == self.needs else { return [] }
                defer { state.waiting = [] }
                return state.waiting
            }
            for one in free { one.resume() }
        }
    }
}
