import Clocks
import Foundation
import HosoProto
import PAdES
import PDF
import PKI
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

@Suite(.timeLimit(.minutes(10))) struct VerifyDocumentTests {
    @Test func `R36 names the holder of a signature it made`() async throws {
        try await SigningBench.with { bench in
            let answer = try await bench.verify(bench.sign())

            #expect(answer.report.signatures.map(\.indication) == [.valid])
            #expect(answer.holders.values.sorted() == [SigningBench.officer])
        }
    }

    @Test func `R35 keeps a signature valid after its certificate has expired, because it recorded the time`() async throws {
        try await SigningBench.with { bench in
            let file = try await bench.sign()
            bench.clock.advance(by: .seconds(10 * 86_400))

            let verdict = try #require(try await bench.verify(file).report.signatures.first)

            #expect(verdict.indication == .valid)
            #expect(verdict.report.signingTime?.basis == .recorded)
        }
    }

    @Test func `sees a changed bit`() async throws {
        try await SigningBench.with { bench in
            var file = try await bench.sign()
            file[200] ^= 0x01

            let verdict = try #require(try await bench.verify(file).report.signatures.first)

            #expect(verdict.indication == .invalid)
            #expect(verdict.subIndication == .hashFailure)
            #expect(verdict.report.outcome(of: .integrity) == .failed)
        }
    }

    @Test func `R37 an earlier signature stays valid under a later one`() async throws {
        try await SigningBench.with { bench in
            let once = try await bench.sign()
            let twice = try await bench.sign(once, key: "key-2")

            let signatures = try await bench.verify(twice).report.signatures

            #expect(twice.starts(with: once))
            #expect(signatures.map(\.indication) == [.valid, .valid])
            #expect(signatures.map { $0.coverage == .wholeFile } == [false, true])
        }
    }

    @Test func `does not call a signature valid when something unsigned was added after it`() async throws {
        try await SigningBench.with { bench in
            let signed = try await bench.sign()

            let report = try await bench.verify(signed + Array("\n% added\n%%EOF\n".utf8)).report

            #expect(report.indication != .valid)
            #expect(report.signatures.allSatisfy { $0.indication != .valid && $0.coverage != .wholeFile })
        }
    }

    @Test func `reports nothing for a document without signature`() async throws {
        try await SigningBench.with { bench in
            let answer = try await bench.verify(TestPaper.pdfA)

            #expect(answer.report.signatures.isEmpty)
            #expect(answer.report.subIndication == .noSignature)
        }
    }

    @Test func `R35 R36 keeps the report with the evidence and hands it out`() async throws {
        try await SigningBench.with { bench in
            let file = try await bench.sign()
            let digest = DigestAlgorithm.sha256.digest(file)
            let handler = DocumentReportHandler(tools: bench.tools)
            let request = Hoso_Signing_V1_GetDocumentReportRequest.with {
                $0.documentSha256 = Data(digest)
                $0.withEvidence = true
            }

            let made = try await handler.handle(request).report
            bench.clock.advance(by: .seconds(60))
            _ = try await bench.verify(file)
            let confirmed = try await handler.handle(request).report

            #expect(made.verdict == .valid && made.level == .basic)
            #expect(made.wordsVi.hasPrefix("Tài liệu được ký số hợp lệ.") && made.wordsEn.hasPrefix("The document is validly signed."))
            let json = try #require(try JSONSerialization.jsonObject(with: Data(made.json.utf8)) as? [String: Any])
            #expect(json["formatVersion"] as? Int == 1 && json["level"] as? String == "B-B")
            let chain = [bench.identity.certificate, bench.authority.issuing, bench.authority.root]
            #expect(Set(made.evidence.map(\.der)) == Set(chain.map { Data($0.derBytes) }))
            // The same verdict again is confirmed, not written twice.
            #expect(confirmed.judgedAt == made.judgedAt && confirmed.confirmedAt.instant == bench.clock.now())
            let rows = try await bench.tools.postgres.query("SELECT count(*) FROM document_reports")
            #expect(try rows.first?.decode(column: 0, as: Int64.self) == 1)
        }
    }

    @Test func `hands out no report about a document that was never judged`() async throws {
        try await SigningBench.with { bench in
            let handler = DocumentReportHandler(tools: bench.tools)
            await #expect(throws: SigningRefusal.unknownReport) {
                _ = try await handler.handle(.with { $0.documentSha256 = Data(repeating: 1, count: 32) })
            }
            await #expect(throws: SigningRefusal.malformed("document_sha256")) {
                _ = try await handler.handle(.with { $0.documentSha256 = Data([1]) })
            }
        }
    }

    @Test(arguments: [Array("not a PDF".utf8), [0x25], Array("%PDF-1.7\n%%EOF\n".utf8)] as [[UInt8]])
    func `refuses what is no PDF`(_ bytes: [UInt8]) async throws {
        try await SigningBench.with { bench in
            await #expect(throws: SigningRefusal.self) { _ = try await bench.verify(bytes) }
        }
    }
}
