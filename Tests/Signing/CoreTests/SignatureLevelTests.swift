import AuthoritySupport
import BlobStore
import Clocks
import HosoProto
import PAdES
import PKI
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// Levels, debts and their mending, with living authorities (R35, R39).
@Suite(.timeLimit(.minutes(10))) struct SignatureLevelTests {
    @Test func `R35 R39 signs to B-LTA, keeps the evidence, and pyHanko agrees now and in 2040`() async throws {
        try await LevelBench.with(isLive: true) { bench in
            let signed = try await bench.sign()
            let file = try await bench.tools.blobs.get(signed.document)
            let kept = try await bench.report(signed.document)

            #expect(kept.level == .archival && kept.verdict == .valid)
            let kinds = Set(kept.evidence.map(\.kind))
            #expect(kinds.isSuperset(of: [.certificate, .ocsp, .timestamp]))
            let message = try Hoso_Signing_V1_SignatureReport(serializedBytes: signed.report)
            #expect(message.timestamped && message.level == .archival)
            #expect(try await bench.upkeep().map(\.reason) == [.renewal])
            let again = try await VerifyDocumentHandler(tools: bench.tools).handle(signed.document)
            #expect(again.report.level == .archival && again.kept.judgedAt == kept.judgedAt, "the kept evidence changes nothing")
            let verdict = try #require(try await PyHankoVerdict.judge(file, root: bench.services.certificate("root")).first)
            #expect(verdict.intact && verdict.now.indication == "PASSED" && verdict.later.indication == "PASSED", "\(verdict)")
        }
    }

    @Test func `R39 without a timestamp authority it signs B-B, says so and owes the rest`() async throws {
        try await LevelBench.with(tsa: []) { bench in
            let signed = try await bench.sign()
            let message = try Hoso_Signing_V1_SignatureReport(serializedBytes: signed.report)

            #expect(message.verdict == .valid && !message.timestamped && message.level == .basic)
            #expect(message.wordsVi.contains("Dấu thời gian: không có."))
            let task = try #require(try await bench.upkeep().first)
            #expect(task.reason == .noAuthority && task.wanted == .archival && task.reached == .basic)
            #expect(try SigningWire.message(signed).debt.reason == .noAuthority)
            #expect(try await bench.events() == ["signing.document_signed.v1"])
        }
    }

    @Test func `R39 an authority that is away keeps nobody from signing, is owed, and mended when it is back`() async throws {
        try await LevelBench.with(tsa: [LevelBench.nowhere]) { bench in
            let signed = try await bench.sign()
            let debt = try #require(try await bench.upkeep().first)
            #expect(debt.reason == .timestamp && debt.reached == .basic && debt.tries == 1)
            #expect(debt.detail.contains("127.0.0.1:9"))
            #expect(try await !bench.work(), "nothing is due before the pause is over")

            // Still away: tried again, later and later.
            bench.clock?.advance(by: .seconds(61))
            #expect(try await bench.work())
            let second = try #require(try await bench.upkeep().first)
            #expect(second.tries == 2 && second.since == debt.since && second.dueAt - (bench.clock?.now() ?? debt.since) == .seconds(120))
            #expect(try await bench.events() == ["signing.document_signed.v1"])

            // Back.
            bench.clock?.advance(by: .seconds(121))
            #expect(try await bench.work(bench.asking([bench.services.url("tsa/tsa")])))
            #expect(try await bench.events() == ["signing.document_signed.v1", "signing.document_strengthened.v1"])
            #expect(try await bench.upkeep().map(\.reason) == [.renewal])
            let newest = try await bench.newest(signed)
            #expect(newest != signed.document)
            let kept = try await bench.report(newest)
            #expect(kept.level == .archival && kept.verdict == .valid)

            // The document as it was signed is known by its new form, whichever form somebody holds.
            let answer = try await VerifyDocumentHandler(tools: bench.tools).handle(newest)
            #expect(answer.report.signatures.first?.report.signingTime?.basis == .recorded)
        }
    }

    @Test func `R39 pyHanko agrees with a document that was mended later`() async throws {
        try await LevelBench.with(isLive: true, tsa: [LevelBench.nowhere]) { bench in
            let root = try bench.services.certificate("root")
            let signed = try await bench.sign()
            let before = try #require(try await PyHankoVerdict.judge(bench.tools.blobs.get(signed.document), root: root).first)
            _ = try await bench.tools.postgres.query("UPDATE signature_upkeep SET due_at = since")

            #expect(try await bench.work(bench.asking([bench.services.url("tsa/tsa")])))

            let mended = try await bench.tools.blobs.get(bench.newest(signed))
            let after = try #require(try await PyHankoVerdict.judge(mended, root: root).first)
            #expect(before.intact && before.now.indication != "PASSED")
            #expect(after.intact && after.now.indication == "PASSED" && after.later.indication == "PASSED", "\(after)")
        }
    }

    @Test func `R39 the second authority is asked when the first is away`() async throws {
        let services = try await TestServices.shared()
        try await LevelBench.with(tsa: [LevelBench.nowhere, services.url("tsa/tsa2")]) { bench in
            let signed = try await bench.sign()
            #expect(try await bench.report(signed.document).level == .archival)
        }
    }

    @Test func `R39 nobody is kept waiting twice for an authority that is away`() async throws {
        try await LevelBench.with(tsa: [LevelBench.nowhere]) { bench in
            _ = try await bench.sign()
            let raising = LevelRaising(services: bench.tools.services, trust: bench.trust, clock: bench.tools.clock)

            let outcome = await raising.raisePatiently(TestPaper.pdfA, to: .archival)

            #expect(outcome.reason == .timestamp && outcome.detail == "an authority was away a moment ago")
        }
    }

    @Test func `R35 a revoked certificate is refused before anything is signed`() async throws {
        try await LevelBench.with("revoked") { bench in
            await #expect(throws: SigningRefusal.certificateRevoked(since: TestServices.instant("2024-12-01T00:00:00Z"))) {
                _ = try await bench.prepare()
            }
            let events = try await bench.events()
            #expect(events == ["signing.signature_refused.v1"])
        }
    }

    @Test func `R35 a certificate that is revoked between the preparation and the signature is refused`() async throws {
        try await LevelBench.with("revoked") { bench in
            // The authorities are away while it is prepared, so nothing is known.
            bench.tools.services.pause.begin(at: bench.tools.clock.now())
            let intent = try await bench.prepare()
            bench.tools.services.pause.lift()
            let value = try bench.signer.sign(digest: intent.attributes.digest, scheme: intent.attributes.scheme)

            await #expect(throws: SigningRefusal.certificateRevoked(since: TestServices.instant("2024-12-01T00:00:00Z"))) {
                _ = try await CompleteSignatureHandler(tools: bench.tools).handle(intent.id, signature: value)
            }
            #expect(try await bench.events() == ["signing.signature_refused.v1"])
            #expect(try await bench.upkeep().isEmpty)
        }
    }

    @Test func `V-21 the inventory is asked about on schedule, and the answer kept with time and source`() async throws {
        try await LevelBench.with("revoked") { bench in
            let checking = CertificateChecking(tools: bench.tools)
            #expect(try await checking.next())
            #expect(try await !checking.next(), "nothing is due before the interval is over")

            let signer = try #require(try await ScarcityHandler(tools: bench.tools).signers(.init()).signers.first)

            #expect(signer.state == .revoked && signer.revocation == .revoked && signer.profiles.isEmpty)
            #expect(signer.revocationSource == "OCSP" && signer.revocationCheckedAt.instant == bench.tools.clock.now())
            #expect(signer.revokedAt.instant == TestServices.instant("2024-12-01T00:00:00Z"))
        }
    }

    @Test func `R39 an archival timestamp is renewed before it runs out`() async throws {
        try await LevelBench.with { bench in
            let signed = try await bench.sign()
            #expect(try await !bench.work())
            _ = try await bench.tools.postgres.query("UPDATE signature_upkeep SET due_at = since")

            #expect(try await bench.work())

            let newest = try await bench.newest(signed)
            let file = try await bench.tools.blobs.get(newest)
            let former = try await bench.tools.blobs.get(signed.document)
            #expect(file.starts(with: former))
            let report = try await VerifyDocumentHandler(tools: bench.tools).handle(newest).report
            #expect(report.signatures.count { $0.kind == .documentTimestamp } == 2)
            #expect(report.indication == .valid && report.level == .archival)
            #expect(try await bench.events() == ["signing.document_signed.v1", "signing.document_strengthened.v1"])
        }
    }

    @Test func `R39 two workers at once mend a document once`() async throws {
        try await LevelBench.with(tsa: [LevelBench.nowhere]) { bench in
            _ = try await bench.sign()
            bench.clock?.advance(by: .seconds(61))
            let tools = bench.asking([bench.services.url("tsa/tsa")])

            async let one = bench.work(tools)
            async let other = bench.work(tools)
            let worked = try await [one, other]

            #expect(worked.count { $0 } == 1)
            #expect(try await bench.events().count { $0 == "signing.document_strengthened.v1" } == 1)
        }
    }
}
