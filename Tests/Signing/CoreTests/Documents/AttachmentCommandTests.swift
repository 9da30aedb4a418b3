import BlobStore
import Clocks
import Foundation
import HosoProto
import PKI
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Hosoctl
@testable import Signing

/// `hosoctl sign-document --attachments`, with a key file that the service never sees (R33, R38).
@Suite(.timeLimit(.minutes(10))) struct AttachmentCommandTests {
    @Test func `R33 R38 signs every attachment of a document once, and it can be issued then`() async throws {
        try await DocumentDesk.with { desk in
            try await TemporaryDirectory.with { pki in
                var request = try await desk.drafting()
                for part in 1...2 {
                    let file = try await desk.bench.tools.blobs.put(TestPaper.pdfA + Array("\n% annex \(part)\n".utf8))
                    request.body.attachments.append(
                        .with {
                            $0.sha256 = file.hex
                            $0.sizeBytes = file.sizeBytes
                            $0.mediaType = "application/pdf"
                            $0.name = "phu-luc-\(part).pdf"
                        })
                }
                let draft = try await desk.client.draftDocument(request).document
                let id = try #require(Identifier(draft.id))
                try await desk.approve(draft)
                let request1 = try await desk.sign(draft)
                try await desk.take(draft.id, by: DocumentDesk.signer, .enterSignature(.with { $0.requestID = request1.description }))
                let identity = try await desk.bench.another(number: DocumentDesk.agency, kind: .organisation)
                try FileManager.default.createDirectory(atPath: "\(pki)/agencies", withIntermediateDirectories: true)
                try identity.write(to: "\(pki)/agencies", name: DocumentDesk.agency)
                let command = AttachmentSigning(officer: DocumentDesk.clerk, document: id, pki: pki)

                // Before the number the service refuses, and the command says so in its words.
                let early = await #expect(throws: CommandFailure.self) { try await command.run(desk.grpc) }
                #expect(early.map { "\($0)".contains(DocumentDesk.clerk) } == true)
                let numbered = try await desk.take(draft.id, by: DocumentDesk.clerk, .number(.init()))
                let seal = try await desk.seal(numbered, signed: DocumentDesk.reference(numbered.file))
                try await desk.take(draft.id, by: DocumentDesk.clerk, .enterSeal(.with { $0.requestID = seal.description }))

                for _ in 1...2 { #expect(try await command.run(desk.grpc) == "phu-luc-1.pdf\nphu-luc-2.pdf") }
                #expect(try await desk.bench.states().count { $0 == "completed" } == 4, "two for the document, one for each attachment")

                let issued = try await desk.take(draft.id, by: DocumentDesk.clerk, .issue(.init()))
                #expect(issued.state == "issued")
                let late = await #expect(throws: CommandFailure.self) {
                    try await AttachmentSigning(officer: DocumentDesk.clerk, document: id, pki: "\(pki)/nowhere").run(desk.grpc)
                }
                #expect(late.map { "\($0)".contains("pki") } == true)
            }
        }
    }
}
