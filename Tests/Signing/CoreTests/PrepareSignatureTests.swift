import BlobStore
import Clocks
import PKI
import Postgres
import SigningDomain
import TestSupport
import Testing

@testable import Signing

@Suite(.timeLimit(.minutes(10))) struct PrepareSignatureTests {
    @Test func `R38 hands out a digest and stores what it is of`() async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())

            #expect(intent.attributes.scheme == .ecdsaP256SHA256)
            #expect(intent.attributes.digest == DigestAlgorithm.sha256.digest(intent.attributes.derSetOf))
            #expect(intent.expiresAt == bench.clock.now() + .seconds(900))
            #expect(try await bench.states() == ["prepared"])
            #expect(try await bench.events() == [])
        }
    }

    @Test func `R37 the prepared file begins with the document as it was`() async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())

            let prepared = try await bench.tools.blobs.get(intent.prepared)

            #expect(prepared.starts(with: TestPaper.pdfA))
            #expect(prepared.count > TestPaper.pdfA.count)
        }
    }

    @Test func `gives the same answer to the same order`() async throws {
        try await SigningBench.with { bench in
            let order = try await bench.order()
            let first = try await bench.prepare(order)
            bench.clock.advance(by: .seconds(60))

            let second = try await bench.prepare(order)

            #expect(second.id == first.id)
            #expect(second.attributes == first.attributes)
            #expect(second.expiresAt == first.expiresAt)
        }
    }

    @Test func `refuses another order under a used key`() async throws {
        try await SigningBench.with { bench in
            _ = try await bench.prepare(bench.order())

            await #expect(throws: SigningRefusal.keyReused) { _ = try await bench.prepare(bench.order(TestPaper.pdfA + [0x0A])) }
        }
    }

    @Test func `R35 refuses the certificate of another person and tells so`() async throws {
        try await SigningBench.with { bench in
            let other = try await bench.another(number: "CB002")

            await #expect(throws: SigningRefusal.certificateOfAnother) {
                _ = try await bench.prepare(bench.order(certificate: other.certificate))
            }
            #expect(try await bench.events() == ["signing.signature_refused.v1"])
            #expect(try await bench.states() == [])
        }
    }

    @Test func `R35 refuses a certificate that has expired`() async throws {
        try await SigningBench.with { bench in
            let expired = try await bench.another(to: .seconds(-60))

            await #expect(throws: SigningRefusal.certificateExpired(at: expired.certificate.notAfter)) {
                _ = try await bench.prepare(bench.order(certificate: expired.certificate))
            }
        }
    }

    @Test func `R33 refuses an organisation's certificate on a desk copy`() async throws {
        try await SigningBench.with { bench in
            let seal = try await bench.another(kind: .organisation)

            await #expect(throws: SigningRefusal.wrongKindOfSigner(expected: .person)) {
                _ = try await bench.prepare(bench.order(certificate: seal.certificate))
            }
        }
    }

    @Test func `R35 refuses a certificate of an authority nobody trusts`() async throws {
        try await SigningBench.with { bench in
            let elsewhere = try DevelopmentAuthority(organization: "Nơi khác", now: bench.clock.now() - .seconds(60))
            let tools = bench.tools(try SigningBench.configuration(anchors: [elsewhere.root]))

            await #expect(throws: SigningRefusal.certificateNotTrusted) {
                _ = try await PrepareSignatureHandler(tools: tools).handle(bench.order())
            }
        }
    }

    @Test func `refuses a certificate that is not registered`() async throws {
        try await SigningBench.with { bench in
            await #expect(throws: SigningRefusal.unknownCertificate) {
                _ = try await bench.prepare(bench.order(certificate: bench.authority.issuing))
            }
            let events = try await bench.events()
            #expect(events == [])
        }
    }

    @Test func `R29 refuses a document that is not PDF/A yet`() async throws {
        try await SigningBench.with { bench in
            await #expect(throws: SigningRefusal.documentNotPDFA) { _ = try await bench.prepare(bench.order(TestPaper.plain)) }
            let events = try await bench.events()
            #expect(events == ["signing.signature_refused.v1"])
        }
    }

    @Test func `refuses a damaged document in words`() async throws {
        try await SigningBench.with { bench in
            let damaged = Array(TestPaper.pdfA.dropLast(40))

            await #expect(throws: SigningRefusal.documentNotSignable("damaged")) { _ = try await bench.prepare(bench.order(damaged)) }
        }
    }

    @Test func `refuses a document that is missing or too large`() async throws {
        try await SigningBench.with { bench in
            let known = try await bench.order()
            let nowhere = try #require(BlobReference(sha256: [UInt8](repeating: 9, count: 32), sizeBytes: 10))
            let missing = SignatureOrder(
                idempotencyKey: "k", subjectKind: known.subjectKind, subjectID: known.subjectID, subjectKey: known.subjectKey,
                profile: known.profile, officer: known.officer, certificateSHA256: known.certificateSHA256, document: nowhere)

            await #expect(throws: SigningRefusal.documentMissing) { _ = try await bench.prepare(missing) }

            let small = bench.tools(try SigningBench.configuration(anchors: [bench.authority.root], limitBytes: 100))
            await #expect(throws: SigningRefusal.documentTooLarge(limitBytes: 100)) {
                _ = try await PrepareSignatureHandler(tools: small).handle(known)
            }
        }
    }
}
