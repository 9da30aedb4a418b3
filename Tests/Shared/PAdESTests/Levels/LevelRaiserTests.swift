import AuthoritySupport
import Clocks
import PAdES
import PDF
import PKI
import TestSupport
import Testing

@Suite struct LevelRaiserTests {
    @Test func `R39 puts the time into the signature when its padding has room`() async throws {
        let fixture = try await LevelFixture.frozen()
        let basic = try await fixture.sign(allowance: 8_192)
        let roomy = try await Self.roomy(fixture)

        let outcome = try await fixture.raiser().raise(roomy, to: .timestamped)

        #expect(outcome.bytes.count == roomy.count)
        #expect(try outcome.bytes.signatures().count == 1)
        #expect(try CMSSignature(contents: try #require(outcome.bytes.signatures().first).contents).timestamps().count == 1)
        #expect(try basic.signatures().count == 1)
    }

    @Test func `R39 puts a document timestamp behind a signature without room`() async throws {
        let fixture = try await LevelFixture.frozen()
        let basic = try await fixture.sign()

        let outcome = try await fixture.raiser().raise(basic, to: .timestamped)

        let signatures = try outcome.bytes.signatures()
        #expect(outcome.bytes.starts(with: basic))
        #expect(signatures.map(\.isDocumentTimestamp) == [false, true])
        let token = try TimestampToken(contents: signatures[1].contents)
        #expect(token.imprint == signatures[1].sha256)
    }

    @Test func `R39 carries certificates and answers of the signer and of the timestamp authority`() async throws {
        let fixture = try await LevelFixture.frozen(authority: "tsa2")
        let signed = try await fixture.sign(level: .timestamped)

        let outcome = try await fixture.raiser().raise(signed, to: .longTerm)

        let store = try outcome.bytes.store()
        let expected = try ["p256", "interm", "root", "tsa2", "ocsp"].map { try fixture.services.certificate($0).derBytes }
        #expect(outcome.level == .longTerm)
        #expect(Set(store.certificates) == Set(expected))
        #expect(store.ocsps.count == 2)
        #expect(store.crls.count == 1)
        #expect(outcome.bytes.starts(with: signed))
    }

    @Test func `R39 ends an archival document with a document timestamp over the evidence`() async throws {
        let fixture = try await LevelFixture.frozen()

        let outcome = try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .archival)

        let signatures = try outcome.bytes.signatures()
        #expect(signatures.map(\.isDocumentTimestamp) == [false, true])
        // The list about the authority was there before, so nothing had to follow.
        #expect(signatures.last?.coverage == .wholeFile)
        #expect(try !outcome.bytes.store().isEmpty)
    }

    @Test func `R39 carries the evidence about the authority that stamped last`() async throws {
        let first = try await LevelFixture.frozen()
        let signed = try await first.sign(level: .timestamped)

        let outcome = try await LevelFixture.frozen(authority: "tsa2").raiser().raise(signed, to: .archival)

        let authority = try first.services.certificate("tsa2").derBytes
        #expect(outcome.level == .archival)
        #expect(outcome.debts.isEmpty)
        #expect(try outcome.bytes.store().certificates.contains(authority))
        #expect(try outcome.bytes.store().ocsps.count == 2)
    }

    @Test func `a document timestamp does not hold over a changed document`() async throws {
        let fixture = try await LevelFixture.frozen()
        let archived = try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .archival).bytes
        var changed = archived
        let place = try #require(archived.indices.first { archived[$0...].starts(with: "Xin chao".utf8) })
        changed[place] ^= 1

        let stamp = try #require(try changed.signatures().last)
        let token = try TimestampToken(contents: stamp.contents)
        let covered = try #require(RevisionMap.coveredBytes(of: stamp, in: changed))

        #expect(token.judge(over: [covered[...]], trust: try fixture.services.trust(), at: fixture.now).fault == .hashFailure)
    }

    @Test func `survives documents that were cut off or changed anywhere`() async throws {
        let fixture = try await LevelFixture.frozen()
        let archived = try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .archival).bytes
        let silent = LevelRaiser(
            timestamps: try fixture.client(["http://127.0.0.1:1/"]), gatherer: fixture.gatherer(), trust: try fixture.services.trust(),
            clock: FixedClock(fixture.now))
        let hostile =
            HostileBytes.flips(of: archived, count: 60, seed: 11) + stride(from: 0, to: archived.count, by: 997).map { Array(archived[..<$0]) }

        // Every call ends, with an error or an outcome, and nothing is stamped because nobody stamps.
        for bytes in hostile {
            do {
                #expect(try await silent.raise(bytes, to: .archival).level < .archival)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test func `raises every signature of a stacked document`() async throws {
        let fixture = try await LevelFixture.frozen()
        let stacked = try await fixture.sign(try await fixture.sign(), by: "rsa2048", key: "rsa2048", scheme: .rsaPKCS1SHA256)

        let outcome = try await fixture.raiser().raise(stacked, to: .archival)

        #expect(outcome.level == .archival)
        #expect(outcome.bytes.starts(with: stacked))
        #expect(try outcome.bytes.signatures().map(\.isDocumentTimestamp) == [false, false, true, true])
        #expect(try outcome.bytes.store().ocsps.count == 2)
        #expect(try outcome.bytes.signatures().allSatisfy { $0.faults.isEmpty })
    }

    @Test func `R39 an outage leaves the level where it is and is mended later`() async throws {
        let fixture = try await LevelFixture.frozen()
        let signed = try await fixture.sign(level: .timestamped)
        // At this time nobody answers: the responder's certificate is not valid yet and there is no list.
        let broken = RevocationGatherer(
            caller: fixture.services.caller(at: TestServices.instant("1999-01-01T00:00:00Z")), clock: FixedClock(fixture.now),
            identifiers: SequentialIdentifiers())

        let owed = try await fixture.raiser(gatherer: broken).raise(signed, to: .archival)
        let mended = try await fixture.raiser().raise(owed.bytes, to: .archival)

        #expect(owed.level == .timestamped)
        #expect(owed.debts.count == 3)
        #expect(owed.debts.allSatisfy { !$0.attempts.isEmpty })
        #expect(try owed.bytes.signatures().count == 1)
        #expect(mended.level == .archival)
        #expect(mended.debts.isEmpty)
    }

    @Test func `R35 evidence that speaks against the signer is carried and reported`() async throws {
        let fixture = try await LevelFixture.frozen()
        let signed = try await fixture.sign(by: "revoked", level: .timestamped)

        let outcome = try await fixture.raiser().raise(signed, to: .longTerm)

        let finding = try #require(outcome.revoked[try fixture.services.certificate("revoked")])
        #expect(finding.status == .revoked(since: TestServices.instant("2024-12-01T00:00:00Z"), reason: .keyCompromise))
        #expect(try outcome.bytes.store().ocsps.contains(finding.derBytes))
    }

    @Test func `R39 renewal years later asks nothing about an ended certificate`() async throws {
        let fixture = try await LevelFixture.frozen()
        let archived = try await fixture.raiser().raise(try await fixture.sign(by: "ending", level: .timestamped), to: .archival)
        let later = try await LevelFixture.frozen(at: TestServices.instant("2031-01-01T00:00:00Z"), authority: "tsa2")

        let renewed = try await later.raiser().renew(archived.bytes)

        #expect(archived.level == .archival)
        #expect(renewed.level == .archival, "\(renewed.debts)")
        #expect(renewed.bytes.starts(with: archived.bytes))
        #expect(try renewed.bytes.signatures().map(\.isDocumentTimestamp) == [false, true, true])
    }

    @Test func `R39 renews with the evidence it carries when nobody can be asked`() async throws {
        let fixture = try await LevelFixture.frozen()
        let archived = try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .archival)
        let later = try await LevelFixture.frozen(at: TestServices.signing + .seconds(86_400))
        let broken = RevocationGatherer(
            caller: later.services.caller(at: TestServices.instant("1999-01-01T00:00:00Z")), clock: FixedClock(later.now),
            identifiers: SequentialIdentifiers())

        let renewed = try await later.raiser(gatherer: broken).renew(archived.bytes)

        #expect(renewed.level == .archival)
        #expect(renewed.debts.isEmpty, "\(renewed.debts)")
    }

    @Test func `R39 tells until when a document must be renewed`() async throws {
        let fixture = try await LevelFixture.frozen()
        let archived = try await fixture.raiser().raise(try await fixture.sign(level: .timestamped), to: .archival)

        let horizon = try #require(try ArchivalHorizon.of(PDFDocument(bytes: archived.bytes), trust: try fixture.services.trust()))

        #expect(horizon.stampedAt == TestServices.signing)
        #expect(horizon.end == TestServices.instant("2060-01-01T00:00:00Z"))
        #expect(!horizon.isDue(at: TestServices.instant("2059-06-01T00:00:00Z")))
        #expect(horizon.isDue(at: TestServices.instant("2059-08-01T00:00:00Z")))
        #expect(try ArchivalHorizon.of(PDFDocument(bytes: TestPaper.blank), trust: try fixture.services.trust()) == nil)
    }

    @Test func `refuses a document without a signature and a signer nobody trusts`() async throws {
        let fixture = try await LevelFixture.frozen()
        let none = await #expect(throws: PAdESError.self) { try await fixture.raiser().raise(TestPaper.blank, to: .archival) }
        let stranger = LevelRaiser(
            timestamps: try fixture.client(), gatherer: fixture.gatherer(), trust: TrustStore(anchors: []), clock: FixedClock(fixture.now))
        let signed = try await fixture.sign(level: .timestamped)
        let untrusted = await #expect(throws: PAdESError.self) { try await stranger.raise(signed, to: .longTerm) }

        #expect(none?.description == "the document carries no signature")
        #expect(untrusted?.description.hasPrefix("not trusted: Signature1") == true, "\(String(describing: untrusted))")
    }

    /// A signature with so much padding that a timestamp fits in.
    private static func roomy(_ fixture: LevelFixture) async throws -> [UInt8] {
        let signer = try fixture.services.signer("p256")
        let builder = try CMSBuilder(certificate: signer.certificate, chain: [], scheme: .ecdsaP256SHA256)
        return try await LevelSigner(timestamps: nil).sign(
            TestPaper.blank, request: SignatureRequest(signedAt: fixture.now, reservedBytes: 16_384), builder: builder
        ) { try signer.sign(digest: $0.digest, scheme: $0.scheme) }.bytes
    }
}
