import Clocks
import Foundation
import PKI
import Synchronization
import TestSupport
import Testing

@testable import Hosoctl

@Suite struct BatchSignerTests {
    @Test func `signs every paper of a folder and keeps its bytes`() async throws {
        try await BatchBench.with(12) { bench in
            let (summary, stop) = try await bench.run()

            #expect(stop == nil)
            #expect(summary.signed == 12 && summary.failed == 0 && summary.total == 12)
            for number in 0..<12 {
                #expect(bench.fault("paper-\(100 + number).pdf") == nil)
                #expect(bench.result("paper-\(100 + number).pdf")?.starts(with: SignedPaper.page) == true)
            }
        }
    }

    @Test func `a second run signs nothing that is signed and unchanged`() async throws {
        try await BatchBench.with(6) { bench in
            _ = try await bench.run()
            try FileManager.default.removeItem(atPath: "\(bench.target)/paper-100.pdf")
            try bench.put(SignedPaper.page + Array("% new\n".utf8), "paper-101.pdf")
            try Data([1]).write(to: URL(fileURLWithPath: "\(bench.target)/paper-102.pdf"))

            let (summary, _) = try await bench.run()

            #expect(summary.skipped == 3)
            #expect(summary.seen == 6)
            #expect(bench.fault("paper-100.pdf") == nil && bench.fault("paper-102.pdf") == nil)
        }
    }

    @Test(arguments: [SignerError.Code.pinWrong, .pinLocked, .unauthorized, .tokenRemoved, .unreachable])
    func `V-21 stops at the first failure of the signer and goes on when run again`(_ code: SignerError.Code) async throws {
        try await BatchBench.with(20) { bench in
            let failing = FailingSigner(try bench.officer.signer(), after: 7, code)
            let (first, stop) = try await bench.run(failing, workers: 1)

            #expect(stop?.code == code)
            #expect(first.signed == 7 && first.failed == 0)
            #expect(failing.calls.withLock { $0 } == 8)

            let (second, none) = try await bench.run()
            #expect(none == nil)
            #expect(second.skipped == 7 && second.signed == 13)
        }
    }

    @Test func `V-21 of parallel workers none asks again after the PIN was refused`() async throws {
        try await BatchBench.with(40) { bench in
            let failing = FailingSigner(try bench.officer.signer(), after: 0, .pinWrong)
            let (summary, stop) = try await bench.run(failing, workers: 4)

            #expect(stop?.code == .pinWrong)
            #expect(summary.signed == 0)
            #expect(failing.calls.withLock { $0 } <= 4)
        }
    }

    @Test func `V-22 a paper that cannot be signed is named and stops nobody`() async throws {
        try await BatchBench.with(3) { bench in
            try bench.put(Array("no paper".utf8), "broken.pdf")
            let (summary, stop) = try await bench.run()

            #expect(stop == nil)
            #expect(summary.signed == 3 && summary.failed == 1)
            #expect(bench.result("broken.pdf") == nil)
            let journal = try BatchJournal(in: bench.target)
            #expect(journal.known["broken.pdf"]?.fault.isEmpty == false)
            #expect(journal.known["broken.pdf"]?.result == "")
        }
    }

    @Test func `V-22 a value of another key makes no signed paper`() async throws {
        try await BatchBench.with(2) { bench in
            let other = try bench.authority.issue(
                to: DevelopmentSubject(commonName: "B", organization: "Test"), notBefore: bench.clock.now() - .seconds(1),
                notAfter: bench.clock.now() + .seconds(60))
            let mixed = MixedSigner(certificateOf: try bench.officer.signer(), keyOf: try other.signer())
            let (summary, _) = try await bench.run(mixed)

            #expect(summary.signed == 0 && summary.failed == 2)
            #expect(bench.result("paper-100.pdf") == nil)
        }
    }

    @Test func `V-22 a signature nobody trusts is not counted as signed`() async throws {
        try await BatchBench.with(2) { bench in
            let stranger = try DevelopmentAuthority(organization: "Other", now: bench.clock.now() - .seconds(60))
            let identity = try stranger.issue(
                to: DevelopmentSubject(commonName: "B", organization: "Other"), notBefore: bench.clock.now() - .seconds(1),
                notAfter: bench.clock.now() + .seconds(60))
            let (summary, _) = try await bench.run(identity.signer())

            #expect(summary.signed == 0 && summary.failed == 2)
        }
    }

    @Test func `a journal line cut off by a crash costs only its own paper`() async throws {
        try await BatchBench.with(3) { bench in
            _ = try await bench.run()
            let path = "\(bench.target)/\(BatchJournal.name)"
            let bytes = try #require(FileManager.default.contents(atPath: path))
            try bytes.dropLast(9).write(to: URL(fileURLWithPath: path))

            let (second, _) = try await bench.run()
            let (third, _) = try await bench.run()

            #expect(second.skipped == 2 && second.signed == 1)
            #expect(third.skipped == 3)
        }
    }

    @Test func `two batches do not work in one folder`() async throws {
        try await BatchBench.with(1) { bench in
            let journal = try BatchJournal(in: bench.target)
            await #expect(throws: CommandFailure.self) { try await bench.run() }
            #expect(journal.known.isEmpty)
        }
    }

    @Test func `asks a signer that takes many digests for several papers at once`() async throws {
        try await BatchBench.with(20) { bench in
            let signer = FailingSigner(try bench.officer.signer(), after: 1_000, .refused, digestsPerCall: 10)
            let (summary, _) = try await bench.run(signer, workers: 1)

            #expect(summary.signed == 20)
            #expect(signer.calls.withLock { $0 } == 2)
        }
    }
}

/// Shows one certificate and signs with another key, as a badly configured device does.
struct MixedSigner: DocumentSigner {
    let certificate: PKI.Certificate
    let chain: [PKI.Certificate]
    let schemes: [SignatureScheme]
    let parallelCalls = 1
    let digestsPerCall = 1
    private let other: SoftwareKeySigner

    init(certificateOf own: SoftwareKeySigner, keyOf other: SoftwareKeySigner) {
        self.certificate = own.certificate
        self.chain = own.chain
        self.schemes = own.schemes
        self.other = other
    }

    func sign(_ digests: [[UInt8]], scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]] {
        try await self.other.sign(digests, scheme: scheme)
    }
}
