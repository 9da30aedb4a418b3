import BlobStore
import Clocks
import Foundation
import PAdES
import PDF
import PKI
import Postgres
import SigningDomain
import TestSupport
import Testing

@testable import Signing

/// An issued document from the person to the organisation, on the real store and with the profiles that come with the service.
@Suite(.timeLimit(.minutes(10))) struct IssueSequenceTests {
    static let agency = "H99.11"

    /// A blue square with a transparent rim, 8 by 8 pixels.
    static let image: [UInt8] = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAGElEQVR4nGNgYDjBgB9DGP9x4KGlACcGAPozVd2rJZxTAAAAAElFTkSuQmCC") ?? Data())

    private func person(_ bench: SigningBench, _ key: String, _ paper: [UInt8]? = nil, _ authority: SigningAuthority? = nil) async throws
        -> SignatureOrder
    {
        var order = try await bench.order(paper ?? TestPaper.pdfA, key: key, profile: "issued-person", kind: "signing.document")
        order.issue.authority = authority ?? SigningAuthority(mode: .direct, delegation: nil)
        order.issue.image = try await bench.tools.blobs.put(Self.image)
        order.issue.box = IssueDetails.Box(pageIndex: 0, rectangle: PDFRectangle(350, 150, 480, 220))
        try await EnteredDocument(tools: bench.tools, id: order.subjectID).approve(order.document)
        return order
    }

    private func organisation(_ bench: SigningBench, _ key: String, _ paper: [UInt8], number: String = "05/QĐ-UBND") async throws
        -> (SignatureOrder, DevelopmentIdentity)
    {
        let seal = try await bench.another(number: Self.agency, kind: .organisation)
        var order = SignatureOrder(
            idempotencyKey: key, subjectKind: "signing.document", subjectID: SequentialIdentifiers.identifier(7),
            subjectKey: "H99.11-05", profile: "issued-organisation", officer: Self.agency,
            certificateSHA256: seal.certificate.sha256, document: try await bench.tools.blobs.put(paper))
        order.issue.number = number
        order.issue.date = VietnamDate(year: 2026, month: 3, day: 5)
        order.issue.image = try await bench.tools.blobs.put(Self.image)
        return (order, seal)
    }

    private func finish(_ bench: SigningBench, _ order: SignatureOrder, _ identity: DevelopmentIdentity) async throws -> [UInt8] {
        let intent = try await bench.prepare(order)
        let value = try bench.value(intent, by: identity)
        let signed = try await CompleteSignatureHandler(tools: bench.tools).handle(intent.id, signature: value)
        return try await bench.tools.blobs.get(signed.document)
    }

    @Test func `R33 R34 the person signs, then the organisation over it, and both stay valid`() async throws {
        try await SigningBench.with { bench in
            let first = try await self.finish(bench, self.person(bench, "p"), bench.identity)
            let (order, seal) = try await self.organisation(bench, "o", first)
            try await EnteredDocument(tools: bench.tools, id: order.subjectID)
                .number(order.document, "05/QĐ-UBND", VietnamDate(year: 2026, month: 3, day: 5))
            let second = try await self.finish(bench, order, seal)

            #expect(second.starts(with: first))
            let answer = try await bench.verify(second)
            #expect(answer.report.signatures.map(\.indication) == [.valid, .valid])
            #expect(Set(answer.holders.values) == [SigningBench.officer, Self.agency])

            let (again, _) = try await self.organisation(bench, "o2", second)
            await #expect(throws: SigningRefusal.organisationSignedBefore) { try await bench.prepare(again) }
        }
    }

    @Test func `R34 the organisation does not sign before the person or without a number`() async throws {
        try await SigningBench.with { bench in
            let (early, _) = try await self.organisation(bench, "early", TestPaper.pdfA)
            await #expect(throws: SigningRefusal.personalSignatureMissing) { try await bench.prepare(early) }

            let desk = try await bench.sign(key: "desk")
            let (onDesk, _) = try await self.organisation(bench, "on-desk", desk)
            await #expect(throws: SigningRefusal.personalSignatureMissing) { try await bench.prepare(onDesk) }

            let signed = try await self.finish(bench, self.person(bench, "p"), bench.identity)
            let (bare, _) = try await self.organisation(bench, "bare", signed, number: "")
            await #expect(throws: SigningRefusal.numberMissing) { try await bench.prepare(bare) }
            #expect(try await bench.events().filter { $0 == "signing.signature_refused.v1" }.count == 3)
        }
    }

    @Test func `V-22 nothing is signed on top of a signature that is not valid`() async throws {
        try await SigningBench.with { bench in
            var changed = try await self.finish(bench, self.person(bench, "p"), bench.identity)
            let needle = Array("Giay khai sinh".utf8)
            let start = try #require(changed.indices.first { changed[$0...].starts(with: needle) })
            changed[start] ^= 1

            let (order, _) = try await self.organisation(bench, "o", changed)
            await #expect(throws: SigningRefusal.earlierSignatureNotValid) { try await bench.prepare(order) }
            let desk = try await bench.order(changed, key: "d")
            await #expect(throws: SigningRefusal.earlierSignatureNotValid) { try await bench.prepare(desk) }
        }
    }

    @Test func `R34 a delegation that has ended lets nobody sign`() async throws {
        try await SigningBench.with { bench in
            let now = bench.clock.now()
            let ended = SigningDelegation(
                documentNumber: "1/UQ-UBND", delegator: "CT01", delegate: SigningBench.officer, scope: "hộ tịch",
                validFrom: now - .seconds(10), validTo: now)
            try await bench.tools.postgres.withConnection {
                try await DelegationStore(session: $0).insert(
                    RegisteredDelegation(
                        entering: ended, as: SequentialIdentifiers.identifier(9), mode: .delegated, agency: Self.agency, by: "VT01",
                        at: now - .seconds(20)))
            }
            let order = try await self.person(bench, "p", nil, SigningAuthority(mode: .delegated, delegation: ended))
            await #expect(throws: SigningRefusal.delegationEnded(at: now)) { try await bench.prepare(order) }

            let none = try await self.person(bench, "p2", nil, SigningAuthority(mode: .delegated, delegation: nil))
            await #expect(throws: SigningRefusal.delegationMissing(.delegated)) { try await bench.prepare(none) }
        }
    }

    @Test func `R33 an image profile needs its image and its place`() async throws {
        try await SigningBench.with { bench in
            var noImage = try await self.person(bench, "a")
            noImage.issue.image = nil
            var noPlace = try await self.person(bench, "b")
            noPlace.issue.box = nil
            var noPNG = try await self.person(bench, "c")
            noPNG.issue.image = try await bench.tools.blobs.put(Array("no image".utf8))

            for order in [noImage, noPlace, noPNG] {
                await #expect(throws: SigningRefusal.imageMissing) { try await bench.prepare(order) }
            }
        }
    }

    @Test func `V-22 a paper of the desk is signed by its own profile and no other`() async throws {
        try await SigningBench.with { bench in
            for profile in ["issued-person", "organisation-copy", "issued-organisation"] {
                let order = try await bench.order(key: profile, profile: profile)
                await #expect(throws: SigningRefusal.profileNotForSubject(profile)) { try await bench.prepare(order) }
            }
        }
    }

    @Test func `R33 an organisation's copy is signed in text at the top right`() async throws {
        try await SigningBench.with { bench in
            let seal = try await bench.another(number: Self.agency, kind: .organisation)
            var order = SignatureOrder(
                idempotencyKey: "copy", subjectKind: "signing.copy", subjectID: SequentialIdentifiers.identifier(8), subjectKey: "k",
                profile: "organisation-copy", officer: Self.agency, certificateSHA256: seal.certificate.sha256,
                document: try await bench.tools.blobs.put(TestPaper.pdfA))
            order.issue.copyForm = "SAO Y"
            let file = try await self.finish(bench, order, seal)

            let answer = try await bench.verify(file)
            #expect(answer.report.signatures.map(\.indication) == [.valid])
        }
    }
}
