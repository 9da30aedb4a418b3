import Clocks
import PKI
import SigningDomain
import TestSupport
import Testing

@testable import Signing

@Suite(.timeLimit(.minutes(2))) struct VerifyDocumentTests {
    @Test func `R36 names the holder of a signature it made`() async throws {
        try await SigningBench.with { bench in
            let answers = try await bench.verify(bench.sign())

            #expect(answers.map(\.verdict.indication) == [.valid])
            #expect(answers.map(\.holder) == [SigningBench.officer])
        }
    }

    @Test func `R35 keeps a signature valid after its certificate has expired, because it recorded the time`() async throws {
        try await SigningBench.with { bench in
            let file = try await bench.sign()
            bench.clock.advance(by: .seconds(10 * 86_400))

            let verdict = try #require(try await bench.verify(file).first).verdict

            #expect(verdict.indication == .valid)
            #expect(verdict.report.signingTime?.basis == .recorded)
        }
    }

    @Test func `sees a changed bit`() async throws {
        try await SigningBench.with { bench in
            var file = try await bench.sign()
            file[200] ^= 0x01

            let verdict = try #require(try await bench.verify(file).first).verdict

            #expect(verdict.indication == .invalid)
            #expect(verdict.subIndication == .hashFailure)
            #expect(!verdict.isIntact)
        }
    }

    @Test func `R37 an earlier signature stays valid under a later one`() async throws {
        try await SigningBench.with { bench in
            let once = try await bench.sign()
            let twice = try await bench.sign(once, key: "key-2")

            let answers = try await bench.verify(twice)

            #expect(twice.starts(with: once))
            #expect(answers.map(\.verdict.indication) == [.valid, .valid])
            #expect(answers.map(\.verdict.coversWholeFile) == [false, true])
        }
    }

    @Test func `does not call a signature valid when something unsigned was added after it`() async throws {
        try await SigningBench.with { bench in
            let signed = try await bench.sign()

            for answer in try await bench.verify(signed + Array("\n% added\n%%EOF\n".utf8)) {
                #expect(answer.verdict.indication != .valid)
                #expect(!answer.verdict.coversWholeFile)
            }
        }
    }

    @Test func `reports nothing for a document without signature`() async throws {
        try await SigningBench.with { bench in
            let answers = try await bench.verify(TestPaper.pdfA)
            #expect(answers.isEmpty)
        }
    }

    @Test(arguments: [Array("not a PDF".utf8), [0x25], Array("%PDF-1.7\n%%EOF\n".utf8)] as [[UInt8]])
    func `refuses what is no PDF`(_ bytes: [UInt8]) async throws {
        try await SigningBench.with { bench in
            await #expect(throws: SigningRefusal.self) { _ = try await bench.verify(bytes) }
        }
    }
}
