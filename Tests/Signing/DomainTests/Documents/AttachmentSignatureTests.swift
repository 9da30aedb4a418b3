import Clocks
import SigningDomain
import TestSupport
import Testing

/// Whose signature over an attachment counts at issue (R33, V-22).
@Suite struct AttachmentSignatureTests {
    private static let annex = DocumentFile(
        sha256: String(repeating: "7", count: 64), sizeBytes: 1, mediaType: "application/pdf", name: "phu-luc.pdf")

    /// A document with an attachment, up to the step of issue.
    private func sealed() throws -> OutgoingDocument {
        let process = SampleDocument.process
        let fact = try OutgoingDocument.draft(
            SampleDocument.head(.decision, process: process), file: SampleDocument.file("a"), text: "", attachments: [Self.annex], under: process,
            at: SampleDocument.now)
        var document = try OutgoingDocument(
            id: SampleDocument.id, process: process,
            facts: [RecordedFact(position: 1, fact: fact, actor: SampleDocument.drafter, at: SampleDocument.now)])
        for (step, actor) in SampleDocument.wholeLife.dropLast() { try document.take(step, by: actor) }
        return document
    }

    private var signature: CompletedSignature {
        SampleDocument.signature(.copyByOrganisation, holder: "H99.11", before: Self.annex, after: "8")
    }

    @Test func `R33 V-22 only the agency's own signature over this very attachment counts`() throws {
        let document = try self.sealed()
        var agency = self.signature
        agency.holder = "H99.12"
        var file = self.signature
        file.before = SampleDocument.file("9").sha256
        var person = self.signature
        person.kind = .issuedByPerson
        for wrong in [[], [agency], [file], [person], [agency, file, person]] {
            #expect(throws: DocumentRefusal.attachmentsUnsigned(names: ["phu-luc.pdf"], who: [SampleDocument.clerk])) {
                try document.decide(.issue(attachments: wrong), by: SampleDocument.clerk, at: SampleDocument.now)
            }
        }
    }

    @Test func `R33 the signed attachment keeps its name and takes the place of the unsigned one`() throws {
        var document = try self.sealed()

        try document.take(.issue(attachments: [self.signature]), by: SampleDocument.clerk)

        #expect(document.state == .issued)
        #expect(document.attachments.map(\.sha256) == [self.signature.file.sha256])
        #expect(document.attachments.map(\.name) == ["phu-luc.pdf"])
    }
}
