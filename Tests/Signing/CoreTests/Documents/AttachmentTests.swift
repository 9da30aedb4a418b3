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
        let draft = try await self.draft(desk, self.file(desk, Self.annex))
        try await desk.approve(draft)
        let request = try await desk.sign(draft)
        try await desk.take(draft.id, by: DocumentDesk.signer, .enterSignature(.with { $0.requestID = request.description }))
        let numbered = try await desk.take(draft.id, by: DocumentDesk.clerk, .number(.init()))
        let seal = try await desk.seal(numbered, signed: DocumentDesk.reference(numbered.file))
        return try await desk.take(draft.id, by: DocumentDesk.clerk, .enterSeal(.with { $0.requestID = seal.description }))
    }

    /// Signs the attachment for an organisation, as its clerk would.
    private func sign(_ desk: DocumentDesk, for agency: String = DocumentDesk.agency) async throws -> SignedDocument {
        let identity = try await desk.bench.another(number: agency, kind: .organisation)
        var order = SignatureOrder(
            idempotencyKey: "annex-\(agency)", subjectKind: "signing.attachment", subjectID: SequentialIdentifiers.identifier(8), subjectKey: "k",
            profile: "organisation-copy", officer: agency, certificateSHA256: identity.certificate.sha256,
            document: try await desk.bench.tools.blobs.put(Self.annex))
        order.issue.copyForm = "PHỤ LỤC"
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
            let signed = try await self.sign(desk)

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
