import BlobStore
import Clocks
import HosoProto
import Messaging
import PKI
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// Attachments that are files of their own leave only with the organisation's signature (R33, V-22).
@Suite(.timeLimit(.minutes(10))) struct AttachmentTests {
    private static let annex = TestPaper.pdfA + Array("\n% annex\n".utf8)

    private func file(_ desk: DocumentDesk, _ bytes: [UInt8], type: String = "application/pdf") async throws -> Hoso_Signing_V1_DocumentFile {
        let reference = try await desk.bench.tools.blobs.put(bytes)
        return .with {
            $0.sha256 = reference.hex
            $0.sizeBytes = reference.sizeBytes
            $0.mediaType = type
            $0.name = "phu-luc-1.pdf"
        }
    }

    private func draft(_ desk: DocumentDesk, _ attachment: Hoso_Signing_V1_DocumentFile) async throws -> Hoso_Signing_V1_Document {
        var request = try await desk.drafting()
        request.body.attachments = [attachment]
        return try await desk.client.draftDocument(request).document
    }

    /// Takes a document with one attachment to the step of issue.
    private func sealed(_ desk: DocumentDesk) async throws -> Hoso_Signing_V1_Document {
        let numbered = try await self.numbered(desk)
        let seal = try await desk.seal(numbered, signed: DocumentDesk.reference(numbered.file))
        return try await desk.take(numbered.id, by: DocumentDesk.clerk, .enterSeal(.with { $0.requestID = seal.description }))
    }

    private func numbered(_ desk: DocumentDesk) async throws -> Hoso_Signing_V1_Document {
        let draft = try await self.draft(desk, self.file(desk, Self.annex))
        try await desk.approve(draft)
        let request = try await desk.sign(draft)
        try await desk.take(draft.id, by: DocumentDesk.signer, .enterSignature(.with { $0.requestID = request.description }))
        return try await desk.take(draft.id, by: DocumentDesk.clerk, .number(.init()))
    }

    /// Signs the attachment for an organisation, as its clerk would.
    private func sign(
        _ desk: DocumentDesk, of document: Hoso_Signing_V1_Document, kind: String = "signing.document_attachment", form: String? = nil
    ) async throws -> SignedDocument {
        let identity = try await desk.bench.another(number: DocumentDesk.agency, kind: .organisation)
        var order = SignatureOrder(
            idempotencyKey: "annex-\(document.id)-\(kind)-\(form ?? "")", subjectKind: kind, subjectID: try #require(Identifier(document.id)),
            subjectKey: "k", profile: "organisation-copy", officer: DocumentDesk.agency, certificateSHA256: identity.certificate.sha256,
            document: try await desk.bench.tools.blobs.put(Self.annex))
        order.issue.copyForm = form ?? document.number.notation
        return try await desk.complete(order, identity)
    }

    private func issued(_ desk: DocumentDesk) async throws -> [Hoso_Signing_V1_DocumentIssued] {
        try await desk.bench.tools.postgres.withConnection { connection in
            try await connection.query("SELECT payload FROM event_log WHERE name = 'signing.document_issued.v1'")
                .map { try Hoso_Signing_V1_DocumentIssued(serializedBytes: try $0.decode(column: 0, as: [UInt8].self)) }
        }
    }

    @Test func `R33 V-22 an unsigned attachment keeps a document from being issued, and the refusal names it and who can sign`() async throws {
        try await DocumentDesk.with { desk in
            let document = try await self.sealed(desk)

            let failure = try await desk.failure { try await desk.take(document.id, by: DocumentDesk.clerk, .issue(.init())) }

            #expect(failure?.code == .wrongState && failure?.pointer == "attachments")
            #expect(failure?.messageVi.contains("phu-luc-1.pdf") == true && failure?.messageVi.contains(DocumentDesk.clerk) == true)
            #expect(try await self.issued(desk).isEmpty)
            let shown = try await desk.client.getDocument(
                .with {
                    $0.documentID = document.id
                    $0.officerCode = DocumentDesk.clerk
                }
            ).document
            #expect(shown.position == document.position, "nothing was recorded")
        }
    }

    @Test func `R33 V-22 a document is issued with the attachment as its own organisation signed it`() async throws {
        try await DocumentDesk.with { desk in
            let document = try await self.sealed(desk)
            let signed = try await self.sign(desk, of: document)

            let after = try await desk.take(document.id, by: DocumentDesk.clerk, .issue(.init()))

            #expect(after.state == "issued")
            let told = try #require(try await self.issued(desk).first)
            #expect(told.attachments.map(\.sha256) == [signed.document.hex])
            #expect(told.attachments.map(\.name) == ["phu-luc-1.pdf"])
            let holders = try await desk.bench.tools.postgres.withConnection {
                try await DocumentFileStore(session: $0).documents(of: signed.document.hex)
            }
            #expect(holders.map(\.description) == [document.id], "the signed file belongs to the document")
        }
    }

    @Test func `R33 an attachment is signed as one of its document, with its number in view, and as nothing else`() async throws {
        try await DocumentDesk.with { desk in
            let document = try await self.numbered(desk)
            await #expect(throws: SigningRefusal.malformed("copy_form")) { try await self.sign(desk, of: document, form: "SAO Y") }
            for kind in ["signing.attachment", "records.copy"] {
                let refusal = SigningRefusal.document(.outOfOrder(wanted: .issue, due: .seal, who: [DocumentDesk.clerk]))
                await #expect(throws: refusal) { try await self.sign(desk, of: document, kind: kind) }
            }
            // The same file in another document is signed for that one too.
            var request = try await desk.drafting("draft-2")
            request.body.attachments = [try await self.file(desk, Self.annex)]
            let other = try await desk.client.draftDocument(request).document
            await #expect(throws: SigningRefusal.self) { try await self.sign(desk, of: other, form: document.number.notation) }
            var unknown = document
            unknown.id = SequentialIdentifiers.identifier(99).description
            await #expect(throws: SigningRefusal.outgoingDocumentUnknown) { try await self.sign(desk, of: unknown) }

            #expect(try await self.sign(desk, of: document).verdict == .valid)
        }
    }

    @Test func `V-21 V-22 waits for the person, then for the organisation with each attachment, each since its step is due`() async throws {
        try await DocumentDesk.with { desk in
            let handler = ScarcityHandler(tools: desk.bench.tools)
            let draft = try await self.draft(desk, self.file(desk, Self.annex))
            #expect(try await handler.waiting(.init()).documents.isEmpty, "a draft waits for nobody's signature")
            try await desk.approve(draft)
            let due = desk.bench.clock.now()
            desk.bench.clock.advance(by: .seconds(60))

            let waiting = try await handler.waiting(.with { $0.officerCode = DocumentDesk.signer }).documents
            #expect(waiting.map(\.profile) == ["issued-person"] && waiting.map(\.officerCode) == [DocumentDesk.signer])
            #expect(waiting.first?.since.instant == due && waiting.first?.reasonVi.isEmpty == true && waiting.first?.attachment == 0)
            #expect(try await handler.waiting(.with { $0.officerCode = DocumentDesk.clerk }).documents.isEmpty)

            let request = try await desk.sign(draft)
            #expect(try await handler.waiting(.init()).documents.map(\.reasonVi) == ["Đã ký nhưng chưa được ghi vào văn bản."])
            // Sent back and approved again, it waits anew, and what was signed before is no attempt of now.
            try await desk.take(draft.id, by: DocumentDesk.signer, .sendBack(.with { $0.reason = "sai căn cứ" }))
            desk.bench.clock.advance(by: .seconds(60))
            try await desk.approve(draft)
            let anew = try await handler.waiting(.init()).documents
            #expect(anew.map(\.reasonVi) == [""] && anew.first?.since.instant == desk.bench.clock.now())
            try await desk.take(draft.id, by: DocumentDesk.signer, .enterSignature(.with { $0.requestID = request.description }))
            #expect(try await handler.waiting(.init()).documents.isEmpty)
            let numbered = try await desk.take(draft.id, by: DocumentDesk.clerk, .number(.init()))

            for who in ["", DocumentDesk.agency, DocumentDesk.clerk] {
                let all = try await handler.waiting(.with { $0.officerCode = who }).documents
                #expect(Set(all.map(\.profile)) == ["issued-organisation", "organisation-copy"] && all.count == 2, "\(who)")
                #expect(all.allSatisfy { $0.officerCode == DocumentDesk.agency && $0.notation == numbered.number.notation })
                #expect(all.first { $0.attachment == 1 }?.subject.kind == "signing.document_attachment")
            }
            #expect(try await handler.waiting(.with { $0.officerCode = DocumentDesk.signer }).documents.isEmpty)
            _ = try await self.sign(desk, of: numbered)
            #expect(try await handler.waiting(.init()).documents.map(\.attachment) == [0])
            let seal = try await desk.seal(numbered, signed: DocumentDesk.reference(numbered.file))
            try await desk.take(draft.id, by: DocumentDesk.clerk, .enterSeal(.with { $0.requestID = seal.description }))
            #expect(try await handler.waiting(.init()).documents.isEmpty)
        }
    }

    @Test func `R29 R33 an attachment that the organisation could not sign is refused while it can still be replaced`() async throws {
        try await DocumentDesk.with { desk in
            for file in [
                try await self.file(desk, Array("a;b\n1;2\n".utf8), type: "text/csv"),
                try await self.file(desk, Array("%PDF-1.7\n%%EOF\n".utf8)),
            ] {
                var request = try await desk.drafting("draft-\(file.sha256)")
                request.body.attachments = [file]
                let draft = try await desk.client.draftDocument(request).document

                let failure = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init())) }

                #expect(failure?.code == .wrongState && failure?.pointer == "attachments", "\(file.mediaType)")
                #expect(failure?.messageVi.contains(DocumentDesk.drafter) == true)
                let stranger = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.office, .submit(.init())) }
                #expect(stranger?.code == .denied && stranger?.messageVi.contains(file.name) == false, "nobody else learns what is in it")
            }
        }
    }
}
