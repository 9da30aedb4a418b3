import BlobStore
import Clocks
import HosoProto
import PKI
import Postgres
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

@Suite(.timeLimit(.minutes(10))) struct CompleteSignatureTests {
    @Test func `R36 R37 a completed signature is valid, appended and announced`() async throws {
        try await SigningBench.with { bench in
            let signed = try await bench.complete(bench.prepare(bench.order()))

            let file = try await bench.tools.blobs.get(signed.document)
            #expect(file.starts(with: TestPaper.pdfA))
            #expect(signed.verdict == .valid)
            #expect(signed.path == [bench.identity.certificate, bench.authority.issuing, bench.authority.root].map(\.derBytes))
            #expect(try await bench.states() == ["completed"])
            #expect(try await bench.events() == ["signing.document_signed.v1"])
        }
    }

    @Test func `R36 R39 the announced report says what was found and that there is no timestamp`() async throws {
        try await SigningBench.with { bench in
            _ = try await bench.complete(bench.prepare(bench.order()))

            let row = try #require(try await bench.tools.postgres.query("SELECT payload, ordering_key FROM event_log").first)
            let (payload, key) = try row.decode(([UInt8], String).self)
            let event = try Hoso_Signing_V1_DocumentSigned(serializedBytes: payload)

            #expect(key == "H01.260305-0001")
            #expect(event.report.verdict == .valid)
            #expect(event.report.holder == SigningBench.officer)
            #expect(event.report.intact && event.report.trusted && event.report.coversWholeFile && !event.report.timestamped)
            #expect(event.report.wordsVi.hasPrefix("Chữ ký số hợp lệ. Người ký: Nguyễn Thị Hương."))
            #expect(event.report.wordsVi.contains("Dấu thời gian: không có."))
            #expect(event.report.wordsEn.contains("Timestamp: absent."))
            #expect(event.subject.kind == "digitization.paper")
        }
    }

    @Test func `answers a repeated completion with the first result and announces once`() async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())
            let first = try await bench.complete(intent)
            bench.clock.advance(by: .seconds(3_600))

            let second = try await bench.complete(intent)

            #expect(second.document == first.document)
            #expect(second.report == first.report)
            #expect(try await bench.events().count == 1)
        }
    }

    @Test func `two completions at once give one result`() async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())

            async let one = bench.complete(intent)
            async let other = bench.complete(intent)
            let documents = try await [one.document, other.document]

            #expect(documents[0] == documents[1])
            #expect(try await bench.events().count == 1)
        }
    }

    @Test func `R38 a value of another key is refused and the request stays open`() async throws {
        try await SigningBench.with { bench in
            let other = try await bench.another(number: "CB002")
            let intent = try await bench.prepare(bench.order())
            let handler = CompleteSignatureHandler(tools: bench.tools)

            for value in [try bench.value(intent, by: other), [], [UInt8](repeating: 0, count: 72)] {
                await #expect(throws: SigningRefusal.signatureDoesNotFit) { _ = try await handler.handle(intent.id, signature: value) }
            }
            #expect(try await bench.states() == ["prepared"])
            #expect(try await bench.complete(intent).verdict == .valid)
        }
    }

    @Test func `a value that comes too late ends the request and tells so`() async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())
            bench.clock.advance(by: .seconds(901))

            for _ in 0..<2 {
                await #expect(throws: SigningRefusal.requestExpired(at: intent.expiresAt)) { _ = try await bench.complete(intent) }
            }
            #expect(try await bench.states() == ["expired"])
            #expect(try await bench.events() == ["signing.signature_refused.v1"])
        }
    }

    @Test func `knows no request that was not prepared`() async throws {
        try await SigningBench.with { bench in
            await #expect(throws: SigningRefusal.unknownRequest) {
                _ = try await CompleteSignatureHandler(tools: bench.tools).handle(SequentialIdentifiers.identifier(1), signature: [1])
            }
        }
    }

    @Test(arguments: ["signed_attributes = signed_attributes || '\\x00'", "second_offset = second_offset + 2", "document_bytes = document_bytes - 1"])
    func `refuses when the stored intent is not what was prepared`(_ change: String) async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())
            let value = try bench.value(intent)
            _ = try await bench.tools.postgres.query("UPDATE signature_requests SET \(unsafeSQL: change)")

            await #expect(throws: SigningRefusal.intentDiffers) {
                _ = try await CompleteSignatureHandler(tools: bench.tools).handle(intent.id, signature: value)
            }
            #expect(try await bench.states() == ["refused"])
            #expect(try await bench.events() == ["signing.signature_refused.v1"])
        }
    }

    @Test func `R35 announces nothing that does not pass its own verification`() async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())
            let value = try bench.value(intent)
            let elsewhere = try DevelopmentAuthority(organization: "Nơi khác", now: bench.clock.now() - .seconds(60))
            let tools = bench.tools(try SigningBench.configuration(anchors: [elsewhere.root]))

            await #expect(throws: SigningRefusal.resultNotValid("NO_CERTIFICATE_CHAIN_FOUND")) {
                _ = try await CompleteSignatureHandler(tools: tools).handle(intent.id, signature: value)
            }
            #expect(try await bench.states() == ["refused"])
            await #expect(throws: SigningRefusal.requestRefused) { _ = try await bench.complete(intent) }
        }
    }

    @Test func `a failure of the database leaves nothing behind and can be tried again`() async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())
            try await bench.tools.postgres.withConnection { connection in
                try await connection.script(
                    unsafeSQL: """
                        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$;
                        CREATE TRIGGER fail BEFORE INSERT ON reports FOR EACH ROW EXECUTE FUNCTION fail();
                        """)
            }

            await #expect(throws: PostgresError.self) { _ = try await bench.complete(intent) }
            #expect(try await bench.states() == ["prepared"])
            #expect(try await bench.events() == [])

            _ = try await bench.tools.postgres.query("DROP TRIGGER fail ON reports")
            #expect(try await bench.complete(intent).verdict == .valid)
            #expect(try await bench.events() == ["signing.document_signed.v1"])
        }
    }
}
