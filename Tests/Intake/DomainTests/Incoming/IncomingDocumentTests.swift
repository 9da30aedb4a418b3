import Clocks
import IntakeDomain
import TestSupport
import Testing

/// The life of an incoming document.
@Suite struct IncomingDocumentTests {
    @Test func `R21 goes from registration to handling in order and in no other`() throws {
        var document = try SampleIncoming.arrived()
        let life = SampleIncoming.wholeLife
        for (index, (step, actor)) in life.enumerated() {
            for (later, other) in life.dropFirst(index + 1) {
                #expect(throws: IncomingRefusal.outOfOrder(document.state, who: document.actors)) {
                    _ = try document.decide(later, by: other, at: SampleIncoming.now)
                }
            }
            try document.take(step, by: actor)
        }
        #expect(document.state == .done && document.tasks.isEmpty)
        #expect(document.number == ArrivalNumber(year: 2026, number: 7))
    }

    @Test func `R75 refuses everybody else each step and names who can take it`() throws {
        var document = try SampleIncoming.arrived()
        for (step, actor) in SampleIncoming.wholeLife {
            #expect(throws: IncomingRefusal.notYours(who: document.actors)) { _ = try document.decide(step, by: "X", at: SampleIncoming.now) }
            try document.take(step, by: actor)
        }
    }

    @Test func `lead and cooperating units each have it on their lists`() throws {
        var document = try SampleIncoming.arrived()
        for (step, actor) in SampleIncoming.wholeLife.prefix(2) { try document.take(step, by: actor) }

        #expect(document.tasks.map(\.kind) == [.handling, .cooperation])
        #expect(document.tasks.map(\.officers) == [["CV10", "TP10"], ["CV11"]])
        #expect(document.tasks.map(\.units) == [["QLDT"], ["KT"]])
        try document.take(.report(text: "đã góp ý"), by: "CV11")
        #expect(throws: IncomingRefusal.notYours(who: ["CV10", "TP10"])) {
            _ = try document.decide(.finish(result: "xong", answer: nil), by: "CV11", at: SampleIncoming.now)
        }
    }

    @Test func `exactly one leads and the deadline lies ahead`() throws {
        var document = try SampleIncoming.arrived()
        try document.take(SampleIncoming.wholeLife[0].0, by: SampleIncoming.clerk)
        let lead = SampleIncoming.assignments[0]
        let wrong: [([IncomingAssignment], UTCInstant, String)] = [
            ([], SampleIncoming.deadline, "assignments"), ([lead, lead], SampleIncoming.deadline, "assignments"),
            ([SampleIncoming.assignments[1]], SampleIncoming.deadline, "assignments"),
            ([IncomingAssignment(unit: "none", officer: "", isLead: true)], SampleIncoming.deadline, "assignments"),
            ([lead], SampleIncoming.now, "deadline_at"),
        ]
        for (assignments, deadline, field) in wrong {
            #expect(throws: IncomingRefusal.malformed(field)) {
                _ = try document.decide(
                    .direct(assignments: assignments, opinion: "", deadline: deadline), by: SampleIncoming.director, at: SampleIncoming.now)
            }
        }
    }

    @Test func `the lead passes to another unit with a reason`() throws {
        var document = try SampleIncoming.arrived()
        for (step, actor) in SampleIncoming.wholeLife.prefix(2) { try document.take(step, by: actor) }
        try document.take(.transfer(to: IncomingAssignment(unit: "KT", officer: "", isLead: true), reason: "đúng chức năng"), by: "TP10")

        #expect(document.actors == ["CV11", "TP11"])
        #expect(document.assignments.count(where: \.isLead) == 1)
    }

    @Test(arguments: 0...3) func `R55 a recalled document is removed by the clerk wherever it stood`(steps: Int) throws {
        var document = try SampleIncoming.arrived()
        for (step, actor) in SampleIncoming.wholeLife.prefix(steps) { try document.take(step, by: actor) }
        document = document.recording(document.recall("sai thẩm quyền"), by: "H99.11", at: SampleIncoming.now)

        #expect(document.state == .removal && document.actors == [SampleIncoming.clerk])
        #expect(document.recall("nữa").isEmpty)
        try document.take(.remove, by: SampleIncoming.clerk)
        #expect(document.state == .removed && document.file == nil)
        #expect(document.recallReason == "sai thẩm quyền")
    }

    @Test func `a document for somebody else is sent back with a reason, but not after direction`() throws {
        var document = try SampleIncoming.arrived()
        #expect(throws: IncomingRefusal.malformed("reason")) {
            _ = try document.decide(.sendBack(reason: ""), by: SampleIncoming.clerk, at: SampleIncoming.now)
        }
        var directed = document
        for (step, actor) in SampleIncoming.wholeLife.prefix(2) { try directed.take(step, by: actor) }
        #expect(throws: IncomingRefusal.outOfOrder(.handling, who: directed.actors)) {
            _ = try directed.decide(.sendBack(reason: "nhầm"), by: SampleIncoming.clerk, at: SampleIncoming.now)
        }
        try document.take(.sendBack(reason: "gửi nhầm nơi nhận"), by: SampleIncoming.clerk)
        #expect(document.state == .refused)
    }

    @Test func `late is what was done after its deadline or is not done yet`() throws {
        var document = try SampleIncoming.arrived()
        for (step, actor) in SampleIncoming.wholeLife.prefix(2) { try document.take(step, by: actor) }
        #expect(!document.isLate(at: SampleIncoming.deadline))
        #expect(document.isLate(at: SampleIncoming.deadline + .seconds(1)))
        try document.take(.finish(result: "xong", answer: nil), by: "TP10", at: SampleIncoming.deadline)
        #expect(!document.isLate(at: SampleIncoming.deadline + .seconds(99)))
    }

    @Test func `R74 of a secret only a stub is taken in`() {
        var head = SampleIncoming.head
        head.isStub = true
        #expect(throws: IncomingRefusal.secret) { try head.check() }
        head.subject = ""
        #expect(throws: IncomingRefusal.secret) { try head.check() }
        head.file = nil
        #expect(throws: Never.self) { try head.check() }
    }

    @Test func `R25 the outcome of a capture may come before the answer to its order, and counts once`() throws {
        let file = IncomingHead.File(sha256: String(repeating: "b", count: 64), sizeBytes: 10, mediaType: "application/pdf", name: "n")
        let (paper, other) = (SequentialIdentifiers.identifier(8), SequentialIdentifiers.identifier(9))
        var head = SampleIncoming.head
        (head.isPaper, head.file, head.source) = (true, nil, nil)
        var document = try IncomingDocument(
            id: SequentialIdentifiers.identifier(1), reception: SampleIncoming.reception,
            facts: [RecordedIncoming(position: 1, fact: .arrived(head: head), actor: SampleIncoming.clerk, at: SampleIncoming.now)])
        document = document.recording(
            document.capture(file, text: file, pages: 2, from: paper), by: "H99.12", at: SampleIncoming.now)

        #expect(document.file == file && document.state == .registration)
        #expect(try document.beginCapture(of: "s", as: paper, by: SampleIncoming.clerk).isEmpty)
        #expect(throws: IncomingRefusal.hasFile) { _ = try document.beginCapture(of: "t", as: other, by: SampleIncoming.clerk) }
        #expect(document.capture(file, text: file, pages: 2, from: other).isEmpty && document.refuseCapture(["r"], of: paper).isEmpty)
    }

    @Test func `R59 a successor does what the leaver still had to do`() throws {
        var document = try SampleIncoming.arrived()
        document = document.recording(
            try document.handOver(from: SampleIncoming.clerk, to: "VT03", reason: "nghỉ việc"), by: "QT01", at: SampleIncoming.now)
        #expect(document.tasks.map(\.officers) == [["VT03"]])
        #expect(throws: IncomingRefusal.notYours(who: ["VT03"])) {
            _ = try document.decide(SampleIncoming.wholeLife[0].0, by: SampleIncoming.clerk, at: SampleIncoming.now)
        }
    }
}
