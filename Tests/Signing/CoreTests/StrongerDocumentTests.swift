import AuthoritySupport
import BlobStore
import Clocks
import PDF
import PKI
import Postgres
import SigningDomain
import TestSupport
import Testing

@testable import Signing

/// The stronger form of a signed document reaches the document itself (R35, R39).
@Suite(.timeLimit(.minutes(10))) struct StrongerDocumentTests {
    /// A document signed by its person while the timestamp authority was away.
    private func signed(_ bench: LevelBench, _ document: EnteredDocument) async throws -> SignedDocument {
        var order = SignatureOrder(
            idempotencyKey: "p", subjectKind: "signing.document", subjectID: document.id, subjectKey: "\(document.id)",
            profile: "issued-person", officer: LevelBench.officer, certificateSHA256: bench.signer.certificate.sha256,
            document: try await bench.tools.blobs.put(TestPaper.pdfA))
        order.issue.image = try await bench.tools.blobs.put(IssueSequenceTests.image)
        order.issue.box = IssueDetails.Box(pageIndex: 0, rectangle: PDFRectangle(350, 150, 480, 220))
        try await document.approve(order.document)
        let intent = try await PrepareSignatureHandler(tools: bench.tools).handle(order)
        let value = try bench.signer.sign(digest: intent.attributes.digest, scheme: intent.attributes.scheme)
        return try await CompleteSignatureHandler(tools: bench.tools).handle(intent.id, signature: value)
    }

    private func mend(_ bench: LevelBench) async throws {
        bench.clock?.advance(by: .seconds(61))
        #expect(try await bench.work(bench.asking([bench.services.url("tsa/tsa")])))
    }

    @Test func `R39 a document takes the stronger form of its signed file, and knows the one it replaced`() async throws {
        try await LevelBench.with(as: .person, tsa: [LevelBench.nowhere]) { bench in
            let document = EnteredDocument(tools: bench.tools, id: SequentialIdentifiers.identifier(7), signer: LevelBench.officer)
            let signed = try await self.signed(bench, document)
            let step = TakeStepHandler(tools: bench.tools)
            _ = try await step.handle(document.id, .signature(signed.request), by: LevelBench.officer, expecting: 0)
            #expect(try await document.now()?.signedFile?.sha256 == signed.document.hex)

            try await self.mend(bench)

            let newest = try await bench.newest(signed)
            let after = try #require(try await document.now())
            #expect(newest != signed.document && after.signedFile?.sha256 == newest.hex)
            #expect(after.signedForms == [signed.document.hex, newest.hex])
            let history = try await bench.tools.postgres.withConnection { try await DocumentStore(session: $0).facts(of: document.id) }
            #expect(history.last?.actor == UpkeepHandler.actor)
            #expect(history.last?.fact.word == "strengthened")
            // Whichever form the clerk has on the desk, the seal may go on it.
            for file in [signed.document, newest] {
                let wish = OutgoingDocument.SignatureWish(
                    kind: .issuedByOrganisation, holder: EnteredDocument.agency, file: file.hex, number: "1", date: nil)
                #expect(throws: DocumentRefusal.outOfOrder(wanted: .seal, due: .number, who: ["VT01"])) { try after.check(wish) }
            }
        }
    }

    @Test func `R39 an attachment that got stronger after the issue is the attachment of the document, and that is told under its key`() async throws {
        try await LevelBench.with(as: .organisation, tsa: [LevelBench.nowhere]) { bench in
            let document = EnteredDocument(
                tools: bench.tools, id: SequentialIdentifiers.identifier(7), signer: "GD01", owner: LevelBench.officer)
            let body = try await bench.tools.blobs.put(TestPaper.pdfA)
            let annex = try await bench.tools.blobs.put(TestPaper.pdfA + Array("\n% annex\n".utf8))
            try await document.approve(body, attachments: [annex])
            try await document.number(body, "05/QĐ-UBND", VietnamDate(year: 2026, month: 3, day: 5))
            var order = SignatureOrder(
                idempotencyKey: "a", subjectKind: "signing.document_attachment", subjectID: document.id, subjectKey: "whatever",
                profile: "organisation-copy", officer: LevelBench.officer, certificateSHA256: bench.signer.certificate.sha256, document: annex)
            order.issue.copyForm = "05/QĐ-UBND"
            let intent = try await PrepareSignatureHandler(tools: bench.tools).handle(order)
            let value = try bench.signer.sign(digest: intent.attributes.digest, scheme: intent.attributes.scheme)
            let signed = try await CompleteSignatureHandler(tools: bench.tools).handle(intent.id, signature: value)
            let file = DocumentFile(sha256: signed.document.hex, sizeBytes: signed.document.sizeBytes, mediaType: "application/pdf", name: "pl.pdf")
            try await document.add([
                .attachmentSigned(file: file, former: annex.hex, request: signed.request), .sealed(file: file, request: signed.request),
                .issued(recipients: ["H99.12"]),
            ])

            try await self.mend(bench)

            let newest = try await bench.newest(signed)
            let after = try #require(try await document.now())
            #expect(newest != signed.document && after.attachments.map(\.sha256) == [newest.hex] && after.attachments.map(\.name) == ["pl.pdf"])
            let told = try await bench.tools.postgres.query("SELECT ordering_key FROM event_log WHERE name = 'signing.document_strengthened.v1'")
                .map { try $0.decode(column: 0, as: String.self) }
            #expect(told == [document.id.description])
        }
    }

    @Test func `R39 a signature that got stronger before it was entered is entered in its newest form`() async throws {
        try await LevelBench.with(as: .person, tsa: [LevelBench.nowhere]) { bench in
            let document = EnteredDocument(tools: bench.tools, id: SequentialIdentifiers.identifier(7), signer: LevelBench.officer)
            let signed = try await self.signed(bench, document)
            try await self.mend(bench)
            let newest = try await bench.newest(signed)

            let step = TakeStepHandler(tools: bench.tools)
            let after = try await step.handle(document.id, .signature(signed.request), by: LevelBench.officer, expecting: 0)

            #expect(newest != signed.document && after.signedFile?.sha256 == newest.hex)
        }
    }
}
