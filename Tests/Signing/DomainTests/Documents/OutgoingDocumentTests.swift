import Clocks
import SigningDomain
import TestSupport
import Testing

/// The life of an outgoing document: order, people, reasons.
@Suite struct OutgoingDocumentTests {
    @Test func `R34 goes from draft to issue in the order of the decree and in no other`() throws {
        var document = try SampleDocument.drafted()
        let life = SampleDocument.wholeLife

        for (index, (step, actor)) in life.enumerated() {
            for (later, other) in life.dropFirst(index + 1) {
                let due = try #require(document.dueStep)
                #expect(throws: DocumentRefusal.outOfOrder(wanted: try #require(later.kind), due: due, who: document.actors(for: due))) {
                    _ = try document.decide(later, by: other, at: SampleDocument.now)
                }
            }
            try document.take(step, by: actor)
        }

        #expect(document.state == .issued)
        #expect(document.deliveries.map(\.state) == [.sent, .sent])
        #expect(document.file == SampleDocument.file("c"))
        #expect(document.tasks.isEmpty)
    }

    @Test func `R75 refuses everybody else each step and names who can take it`() throws {
        var document = try SampleDocument.drafted()
        let people = [SampleDocument.drafter, SampleDocument.head, SampleDocument.signer, SampleDocument.office, SampleDocument.clerk, "X"]

        for (step, actor) in SampleDocument.wholeLife {
            for other in people where other != actor {
                #expect(throws: DocumentRefusal.notYours(who: [actor])) { _ = try document.decide(step, by: other, at: SampleDocument.now) }
            }
            try document.take(step, by: actor)
        }
    }

    @Test(arguments: 1...4) func `a change after approval goes back to the approver`(steps: Int) throws {
        var document = try SampleDocument.drafted()
        for (step, actor) in SampleDocument.wholeLife.prefix(steps) { try document.take(step, by: actor) }

        try document.take(.revise(file: SampleDocument.file("d"), text: "", attachments: [], reason: "sửa căn cứ"), by: SampleDocument.drafter)

        #expect(document.dueStep == .draft)
        try document.take(.submit, by: SampleDocument.drafter)
        #expect(document.dueStep == .approval)
        #expect(throws: DocumentRefusal.versionPassed(now: 2)) {
            _ = try document.decide(.pass(kind: .approval, version: 1, note: ""), by: SampleDocument.signer, at: SampleDocument.now)
        }
        #expect(document.versions.map(\.number) == [1, 2])
    }

    @Test func `R34 a signed document is changed no more`() throws {
        var document = try SampleDocument.drafted()
        for (step, actor) in SampleDocument.wholeLife.prefix(5) { try document.take(step, by: actor) }

        #expect(throws: DocumentRefusal.outOfOrder(wanted: .draft, due: .number, who: [SampleDocument.clerk])) {
            _ = try document.decide(
                .revise(file: nil, text: "khác", attachments: [], reason: "r"), by: SampleDocument.drafter, at: SampleDocument.now)
        }
    }

    @Test func `R34 takes only the signature of this document, file, person and number`() throws {
        var document = try SampleDocument.drafted()
        for (step, actor) in SampleDocument.wholeLife.prefix(4) { try document.take(step, by: actor) }
        var other = SampleDocument.signature(.issuedByPerson, holder: SampleDocument.signer, before: SampleDocument.file("a"), after: "b")
        let good = other
        other.document = SequentialIdentifiers.identifier(2)
        let wrong = [
            ("document", other),
            ("profile", SampleDocument.signature(.deskCopy, holder: SampleDocument.signer, before: SampleDocument.file("a"), after: "b")),
            ("officer", SampleDocument.signature(.issuedByPerson, holder: "X", before: SampleDocument.file("a"), after: "b")),
            ("file", SampleDocument.signature(.issuedByPerson, holder: SampleDocument.signer, before: SampleDocument.file("e"), after: "b")),
        ]
        for (field, signature) in wrong {
            #expect(throws: DocumentRefusal.signatureOfAnother(field: field, who: [SampleDocument.signer])) {
                _ = try document.decide(.enterSignature(signature), by: SampleDocument.signer, at: SampleDocument.now)
            }
        }
        try document.take(.enterSignature(good), by: SampleDocument.signer)
        try document.take(.number(SampleDocument.number), by: SampleDocument.clerk)
        var seal = SampleDocument.signature(.issuedByOrganisation, holder: "H99.11", before: SampleDocument.file("b"), after: "c")
        seal.number = "06/QĐ-SNV"
        #expect(throws: DocumentRefusal.signatureOfAnother(field: "number", who: [SampleDocument.clerk])) {
            _ = try document.decide(.enterSeal(seal), by: SampleDocument.clerk, at: SampleDocument.now)
        }
    }

    @Test func `R55 only an issued document is recalled, and only once`() throws {
        var document = try SampleDocument.drafted()
        #expect(throws: DocumentRefusal.notIssued) {
            _ = try document.decide(.recall(reason: "sai"), by: SampleDocument.clerk, at: SampleDocument.now)
        }
        for (step, actor) in SampleDocument.wholeLife { try document.take(step, by: actor) }
        try document.take(.recall(reason: "sai thẩm quyền"), by: SampleDocument.clerk)

        #expect(document.state == .recalled)
        #expect(document.file == SampleDocument.file("c"))
        #expect(throws: DocumentRefusal.ended(.recalled)) {
            _ = try document.decide(.recall(reason: "nữa"), by: SampleDocument.clerk, at: SampleDocument.now)
        }
    }

    @Test func `R59 a successor does what the leaver still had to do`() throws {
        var document = try SampleDocument.drafted()
        document = document.recording(
            try document.handOver(from: SampleDocument.signer, to: "GD02", reason: "nghỉ hưu"), by: "QT01", at: SampleDocument.now)
        try document.take(.submit, by: SampleDocument.drafter)

        #expect(document.tasks.map(\.officers) == [["GD02"]])
        #expect(throws: DocumentRefusal.notYours(who: ["GD02"])) {
            _ = try document.decide(.pass(kind: .approval, version: 1, note: ""), by: SampleDocument.signer, at: SampleDocument.now)
        }
        document = document.recording(
            try document.handOver(from: "GD02", to: SampleDocument.signer, reason: "trở lại"), by: "QT01", at: SampleDocument.now)
        #expect(document.tasks.map(\.officers) == [[SampleDocument.signer]])
    }

    @Test func `delivery goes forward at each recipient and never back`() throws {
        var document = try SampleDocument.drafted()
        for (step, actor) in SampleDocument.wholeLife { try document.take(step, by: actor) }
        let received = DocumentDelivery(agency: "H99.12", state: .received, since: SampleDocument.now)
        document = document.recording(try document.deliver(received), by: "H99.12", at: SampleDocument.now)

        #expect(try document.deliver(received).isEmpty)
        #expect(try document.deliver(DocumentDelivery(agency: "H99.12", state: .arrived, since: SampleDocument.now)).isEmpty)
        #expect(throws: DocumentRefusal.recipientUnknown("H99.13")) {
            _ = try document.deliver(DocumentDelivery(agency: "H99.13", state: .arrived, since: SampleDocument.now))
        }
        #expect(document.deliveries.map(\.state) == [.received, .sent])
    }

    @Test func `somebody who saw an older state is told so`() throws {
        let document = try SampleDocument.drafted()
        #expect(throws: DocumentRefusal.changedMeanwhile(now: 1)) {
            _ = try document.decide(.submit, by: SampleDocument.drafter, at: SampleDocument.now, expecting: 2)
        }
    }

    @Test func `R75 people without a part in it do not see it`() throws {
        let document = try SampleDocument.drafted()
        for officer in [SampleDocument.drafter, SampleDocument.head, SampleDocument.signer, SampleDocument.clerk, "TT01"] {
            #expect(document.isVisible(to: officer), "\(officer)")
        }
        #expect(!document.isVisible(to: "CV03"))
        #expect(!document.isVisible(to: "X"))
    }
}
