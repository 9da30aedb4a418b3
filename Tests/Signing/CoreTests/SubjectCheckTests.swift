import BlobStore
import Clocks
import Foundation
import PDF
import PKI
import Postgres
import ServiceKit
import SigningDomain
import TestSupport
import Testing

@testable import Signing

/// Nothing of an outgoing document is signed before its life allows it, under whatever name (V-22).
@Suite(.timeLimit(.minutes(10))) struct SubjectCheckTests {
    private static let id = SequentialIdentifiers.identifier(7)
    private static let day = VietnamDate(year: 2026, month: 3, day: 5)

    private func person(_ bench: SigningBench, _ key: String, _ paper: [UInt8] = TestPaper.pdfA, kind: String = "signing.document")
        async throws -> SignatureOrder
    {
        var order = try await bench.order(paper, key: key, profile: "issued-person", kind: kind)
        order.issue.image = try await bench.tools.blobs.put(IssueSequenceTests.image)
        order.issue.box = IssueDetails.Box(pageIndex: 0, rectangle: PDFRectangle(350, 150, 480, 220))
        return order
    }

    private func copy(
        _ bench: SigningBench, _ key: String, _ paper: BlobReference, kind: String = "signing.copy",
        of id: Identifier = SequentialIdentifiers.identifier(8)
    ) async throws -> SignatureOrder {
        let seal = try await bench.another(number: EnteredDocument.agency, kind: .organisation)
        var order = SignatureOrder(
            idempotencyKey: key, subjectKind: kind, subjectID: id, subjectKey: "k",
            profile: "organisation-copy", officer: EnteredDocument.agency, certificateSHA256: seal.certificate.sha256, document: paper)
        order.issue.copyForm = "SAO Y"
        return order
    }

    @Test func `V-22 a draft that nobody approved is not signed, and the refusal says who can act`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()

            let error = await #expect(throws: SigningRefusal.self) { _ = try await desk.sign(draft) }

            #expect(error == .document(.outOfOrder(wanted: .signature, due: .draft, who: [DocumentDesk.drafter])))
            #expect(error?.failure.code == .wrongState)
            #expect(error?.failure.messageVi.contains(DocumentDesk.drafter) == true)
            #expect(try await desk.bench.states().isEmpty, "nothing was prepared")
            #expect(try await desk.bench.events().contains("signing.signature_refused.v1"))
        }
    }

    @Test func `V-22 what nobody drafted here is not signed for issue, whatever it is called`() async throws {
        try await SigningBench.with { bench in
            let unknown = try await self.person(bench, "unknown")
            await #expect(throws: SigningRefusal.outgoingDocumentUnknown) { try await bench.prepare(unknown) }
            for kind in ["records.copy", "digitization.paper", "x"] {
                let order = try await self.person(bench, kind, kind: kind)
                await #expect(throws: SigningRefusal.profileNotForSubject("issued-person")) { try await bench.prepare(order) }
            }
            let desk = try await bench.order(key: "d", kind: "records.copy")
            await #expect(throws: SigningRefusal.profileNotForSubject("desk-copy")) { try await bench.prepare(desk) }
            let outgoing = try await self.copy(bench, "c", bench.tools.blobs.put(TestPaper.pdfA), kind: "signing.document")
            await #expect(throws: SigningRefusal.profileNotForSubject("organisation-copy")) { try await bench.prepare(outgoing) }
        }
    }

    @Test func `V-22 another's profiles file opens no way past the life of a document`() async throws {
        try await SigningBench.with { bench in
            // A province's own file that forgot to say what the profiles are for.
            let open = try SignatureProfiles(
                bench.tools.configuration.profiles.all.map {
                    try SignatureProfile(
                        name: $0.name, signatureCase: $0.signatureCase, signer: $0.signer, place: $0.place, look: $0.look, lines: $0.lines,
                        fontSizePoints: $0.fontSizePoints, marginMillimetres: $0.marginMillimetres, image: $0.image,
                        demandsPDFA: $0.demandsPDFA)
                })
            let tools = bench.tools(try SigningBench.configuration(anchors: [bench.authority.root], profiles: open))
            for kind in ["signing.document", "x"] {
                let order = try await self.person(bench, kind, kind: kind)
                await #expect(throws: SigningRefusal.outgoingDocumentUnknown) {
                    try await PrepareSignatureHandler(tools: tools).handle(order)
                }
            }
        }
    }

    @Test func `V-22 only the signer signs, and only the file that was approved`() async throws {
        try await SigningBench.with { bench in
            let other = EnteredDocument(tools: bench.tools, id: Self.id, signer: "GD02")
            try await other.approve(bench.tools.blobs.put(TestPaper.pdfA))
            let stranger = try await self.person(bench, "stranger")
            await #expect(throws: SigningRefusal.document(.notYours(who: ["GD02"]))) { try await bench.prepare(stranger) }

            let wrong = try await self.person(bench, "file", TestPaper.pdfA + Array("\n%\n".utf8))
            let own = EnteredDocument(tools: bench.tools, id: SequentialIdentifiers.identifier(6))
            try await own.approve(bench.tools.blobs.put(TestPaper.pdfA))
            let moved = SignatureOrder(
                idempotencyKey: "moved", subjectKind: wrong.subjectKind, subjectID: own.id, subjectKey: wrong.subjectKey,
                profile: wrong.profile, officer: wrong.officer, certificateSHA256: wrong.certificateSHA256, document: wrong.document,
                issue: wrong.issue)
            await #expect(throws: SigningRefusal.document(.signatureOfAnother(field: "file", who: [SigningBench.officer]))) {
                try await bench.prepare(moved)
            }
        }
    }

    @Test func `V-22 a document that is sent back between preparation and signature is not signed`() async throws {
        try await SigningBench.with { bench in
            let document = EnteredDocument(tools: bench.tools, id: Self.id)
            try await document.approve(bench.tools.blobs.put(TestPaper.pdfA))
            let intent = try await bench.prepare(self.person(bench, "p"))
            try await document.add([.returned(from: .signature, reason: "sai căn cứ")])

            let refusal = SigningRefusal.document(.outOfOrder(wanted: .signature, due: .draft, who: ["CV01"]))
            await #expect(throws: refusal) { _ = try await bench.complete(intent) }

            #expect(try await bench.states() == ["refused"])
            #expect(try await bench.events() == ["signing.signature_refused.v1"])
        }
    }

    @Test func `R34 V-22 the organisation signs only what bears this number, over the signed file`() async throws {
        try await SigningBench.with { bench in
            let document = EnteredDocument(tools: bench.tools, id: Self.id)
            try await document.approve(bench.tools.blobs.put(TestPaper.pdfA))
            let intent = try await bench.prepare(self.person(bench, "p"))
            let signed = try await bench.complete(intent).document
            let seal = try await bench.another(number: EnteredDocument.agency, kind: .organisation)
            var order = SignatureOrder(
                idempotencyKey: "o", subjectKind: "signing.document", subjectID: Self.id, subjectKey: "k", profile: "issued-organisation",
                officer: EnteredDocument.agency, certificateSHA256: seal.certificate.sha256, document: signed)
            order.issue.image = try await bench.tools.blobs.put(IssueSequenceTests.image)
            order.issue.number = "05/QĐ-UBND"
            order.issue.date = Self.day

            let early = SigningRefusal.document(.outOfOrder(wanted: .seal, due: .signature, who: [SigningBench.officer]))
            await #expect(throws: early) { try await bench.prepare(order) }
            try await document.number(signed, "06/QĐ-UBND", Self.day)
            let number = SigningRefusal.document(.signatureOfAnother(field: "number", who: ["VT01"]))
            await #expect(throws: number) { try await bench.prepare(order) }
        }
    }

    @Test func `V-22 a file of a document is copied only after its issue, and never after its recall`() async throws {
        try await SigningBench.with { bench in
            let document = EnteredDocument(tools: bench.tools, id: Self.id)
            let draft = try await bench.tools.blobs.put(TestPaper.pdfA)
            try await document.approve(draft)

            let due = SigningRefusal.document(.outOfOrder(wanted: .issue, due: .signature, who: [SigningBench.officer]))
            let early = try await self.copy(bench, "early", draft)
            await #expect(throws: due) { try await bench.prepare(early) }
            let desk = try await bench.order(key: "desk")
            await #expect(throws: due) { try await bench.prepare(desk) }

            let sealed = try await bench.tools.blobs.put(TestPaper.pdfA + Array("\n% sealed\n".utf8))
            try await document.number(draft, "05/QĐ-UBND", Self.day)
            let file = DocumentFile(sha256: sealed.hex, sizeBytes: sealed.sizeBytes, mediaType: "application/pdf", name: "")
            try await document.add([.sealed(file: file, request: SequentialIdentifiers.identifier(901)), .issued(recipients: [])])
            let draftAgain = try await self.copy(bench, "draft", draft)
            await #expect(throws: SigningRefusal.self) { try await bench.prepare(draftAgain) }
            let holders = try await bench.tools.postgres.withConnection { try await DocumentFileStore(session: $0).documents(of: sealed.hex) }
            #expect(holders == [Self.id])
            try await self.check(bench, self.copy(bench, "issued", sealed))

            try await document.add([.recalled(reason: "sai thẩm quyền")])
            let late = try await self.copy(bench, "late", sealed)
            await #expect(throws: SigningRefusal.document(.ended(.recalled))) { try await self.check(bench, late) }
        }
    }

    @Test func `R33 V-22 an attachment is signed by the organisation once the document bears its number`() async throws {
        try await SigningBench.with { bench in
            let document = EnteredDocument(tools: bench.tools, id: Self.id)
            let body = try await bench.tools.blobs.put(TestPaper.pdfA)
            let annex = try await bench.tools.blobs.put(TestPaper.pdfA + Array("\n% annex\n".utf8))
            try await document.approve(body, attachments: [annex])
            let order = try await self.copy(bench, "annex", annex, kind: "signing.document_attachment", of: Self.id)

            await #expect(throws: SigningRefusal.self) { try await self.check(bench, order) }
            try await document.number(body, "05/QĐ-UBND", Self.day)
            try await self.check(bench, order)
            try await document.add([.recalled(reason: "sai thẩm quyền")])
            await #expect(throws: SigningRefusal.document(.ended(.recalled))) { try await self.check(bench, order) }
        }
    }

    private func check(_ bench: SigningBench, _ order: SignatureOrder) async throws {
        try await bench.tools.postgres.withConnection { try await SubjectCheck(session: $0).check(order, as: .copyByOrganisation) }
    }
}
