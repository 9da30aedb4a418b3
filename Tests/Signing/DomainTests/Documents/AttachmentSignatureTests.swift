import Clocks
import SigningDomain
import TestSupport
import Testing

/// Whose signature over an attachment counts at issue (R33, V-22).
@Suite struct AttachmentSignatureTests {
    private static let annex = DocumentFile(
        sha256: String(repeating: "7", count: 64), sizeBytes: 1, mediaType: "application/pdf", name: "phu-luc.pdf")

    /// A document with an attachment, up to the step of issue.
    private func sealed() throws -> OutgoingDocument { try self.after(SampleDocument.wholeLife.dropLast()) }

    /// The same up to its number.
    private func numberless() throws -> OutgoingDocument { try self.after(SampleDocument.wholeLife.prefix(5)) }

    private func after(_ steps: ArraySlice<(DocumentStep, String)>) throws -> OutgoingDocument {
        let process = SampleDocument.process
        let fact = try OutgoingDocument.draft(
            SampleDocument.head(.decision, process: process), file: SampleDocument.file("a"), text: "", attachments: [Self.annex], under: process,
            at: SampleDocument.now)
        var document = try OutgoingDocument(
            id: SampleDocument.id, process: process,
            facts: [RecordedFact(position: 1, fact: fact, actor: SampleDocument.drafter, at: SampleDocument.now)])
        for (step, actor) in steps { try document.take(step, by: actor) }
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
        var other = self.signature
        other.document = SequentialIdentifiers.identifier(77)
        for wrong in [[], [agency], [file], [person], [other], [agency, file, person, other]] {
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

    @Test func `R33 V-22 an attachment is signed by its agency while its document bears a number and is not out`() throws {
        var document = try self.numberless()
        #expect(throws: DocumentRefusal.outOfOrder(wanted: .seal, due: .number, who: [SampleDocument.clerk])) {
            try document.checkAttachment(Self.annex.sha256, holder: "H99.11")
        }
        try document.take(.number(SampleDocument.number), by: SampleDocument.clerk)
        #expect(throws: Never.self) { try document.checkAttachment(Self.annex.sha256, holder: "H99.11") }
        #expect(throws: DocumentRefusal.signatureOfAnother(field: "agency", who: [SampleDocument.clerk])) {
            try document.checkAttachment(Self.annex.sha256, holder: "H99.12")
        }
        #expect(throws: DocumentRefusal.signatureOfAnother(field: "file", who: [SampleDocument.clerk])) {
            try document.checkAttachment(SampleDocument.file("b").sha256, holder: "H99.11")
        }

        var issued = try self.sealed()
        try issued.take(.issue(attachments: [self.signature]), by: SampleDocument.clerk)
        #expect(throws: DocumentRefusal.ended(.issued)) { try issued.checkAttachment(Self.annex.sha256, holder: "H99.11") }
    }

    @Test func `R33 V-22 what is copied of an attachment is what was issued, never the unsigned file`() throws {
        var document = try self.sealed()
        #expect(throws: DocumentRefusal.self) { try document.checkCopy(of: Self.annex.sha256) }
        try document.take(.issue(attachments: [self.signature]), by: SampleDocument.clerk)

        #expect(throws: Never.self) { try document.checkCopy(of: self.signature.file.sha256) }
        #expect(throws: DocumentRefusal.self) { try document.checkCopy(of: Self.annex.sha256) }
    }

    @Test func `R39 a stronger form takes the place of the signed attachment, again and again, and keeps its name`() throws {
        var document = try self.sealed()
        try document.take(.issue(attachments: [self.signature]), by: SampleDocument.clerk)
        let body = document.file
        #expect(document.strengthened(Self.annex.sha256, to: SampleDocument.file("d")).isEmpty, "the unsigned file is no signed form")

        var former = self.signature.file.sha256
        for digit in ["d", "e"] as [Character] {
            var newer = SampleDocument.file(digit)
            newer.name = ""
            let facts = document.strengthened(former, to: newer)
            #expect(facts == [.strengthened(file: newer, former: former)])
            document = document.recording(facts, by: "x", at: SampleDocument.now)
            #expect(document.attachments.map(\.sha256) == [newer.sha256] && document.attachments.map(\.name) == ["phu-luc.pdf"])
            former = newer.sha256
        }
        #expect(document.file == body && document.state == .issued)
        // Whichever form somebody holds may be copied.
        for form in [self.signature.file, SampleDocument.file("d"), SampleDocument.file("e")] {
            #expect(throws: Never.self) { try document.checkCopy(of: form.sha256) }
        }
    }
}
