import Clocks
import SigningDomain
import Testing

/// Opinions: several at once, each on its version, each answered, a second round.
@Suite struct DocumentOpinionTests {
    private let asked: [DocumentOpinion.Asked] = [
        .init(unit: "TCKT", officer: ""), .init(unit: "", officer: "CV02"), .init(unit: "CCVC", officer: "TP01"),
    ]
    private let deadline = SampleDocument.now + .seconds(3600)

    private func asking() throws -> OutgoingDocument {
        var document = try SampleDocument.drafted(.plan)
        try document.take(.askOpinions(of: self.asked, deadline: self.deadline), by: SampleDocument.drafter)
        return document
    }

    @Test func `R50 keeps each opinion with the version it speaks of`() throws {
        var document = try self.asking()
        try document.take(.giveOpinion(number: 1, version: 1, position: .agree, text: ""), by: "CV03")
        try document.take(.revise(file: SampleDocument.file("d"), text: "", attachments: [], reason: "theo ý kiến"), by: SampleDocument.drafter)
        try document.take(.giveOpinion(number: 2, version: 2, position: .disagree, text: "trái luật"), by: "CV02")

        #expect(document.opinions.map(\.givenOn) == [1, 2, 0])
        #expect(document.opinions.map(\.givenBy) == ["CV03", "CV02", ""])
        #expect(throws: DocumentRefusal.versionPassed(now: 2)) {
            _ = try document.decide(.giveOpinion(number: 3, version: 3, position: .agree, text: ""), by: "TP01", at: SampleDocument.now)
        }
    }

    @Test func `a draft is submitted only when every opinion is given and answered`() throws {
        var document = try self.asking()
        #expect(throws: DocumentRefusal.opinionsOpen(who: ["CV02", "CV03", "TP01", "TP02"])) {
            _ = try document.decide(.submit, by: SampleDocument.drafter, at: SampleDocument.now)
        }
        for (number, officer) in [(1, "TP02"), (2, "CV02"), (3, "TP01")] {
            try document.take(.giveOpinion(number: number, version: 1, position: .agreeWithChanges, text: "sửa"), by: officer)
        }
        #expect(throws: DocumentRefusal.opinionsUnanswered(numbers: [1, 2, 3], who: [SampleDocument.drafter])) {
            _ = try document.decide(.submit, by: SampleDocument.drafter, at: SampleDocument.now)
        }
        for number in 1...3 {
            try document.take(.answerOpinion(number: number, isTakenOver: number != 2, text: "giải trình"), by: SampleDocument.drafter)
        }
        try document.take(.submit, by: SampleDocument.drafter)
        #expect(document.dueStep == .approval)
    }

    @Test func `a second round is numbered on and asks nobody twice at once`() throws {
        var document = try self.asking()
        #expect(throws: DocumentRefusal.opinionsOpen(who: ["CV02"])) {
            _ = try document.decide(
                .askOpinions(of: [.init(unit: "", officer: "CV02")], deadline: self.deadline), by: SampleDocument.drafter,
                at: SampleDocument.now)
        }
        try document.take(.giveOpinion(number: 2, version: 1, position: .agree, text: ""), by: "CV02")
        try document.take(.askOpinions(of: [.init(unit: "", officer: "CV02")], deadline: self.deadline), by: SampleDocument.drafter)

        #expect(document.opinions.map(\.round) == [1, 1, 1, 2])
        #expect(document.opinions.map(\.number) == [1, 2, 3, 4])
        #expect(document.tasks.map(\.opinion) == [0, 1, 3, 4])
    }

    @Test func `an opinion that nobody gave in time no longer holds the draft up`() throws {
        let document = try self.asking()
        #expect(throws: DocumentRefusal.self) { _ = try document.decide(.submit, by: SampleDocument.drafter, at: self.deadline - .seconds(1)) }
        #expect(try document.decide(.submit, by: SampleDocument.drafter, at: self.deadline) == [.submitted(version: 1)])
    }

    @Test func `a plan is not submitted without opinions when the agency wants them`() throws {
        let document = try SampleDocument.drafted(.plan)
        #expect(throws: DocumentRefusal.opinionsMissing(who: [SampleDocument.drafter])) {
            _ = try document.decide(.submit, by: SampleDocument.drafter, at: SampleDocument.now)
        }
    }

    @Test func `nobody gives another's opinion, an opinion twice, or a refusal without words`() throws {
        var document = try self.asking()
        #expect(throws: DocumentRefusal.notYours(who: ["CV02"])) {
            _ = try document.decide(.giveOpinion(number: 2, version: 1, position: .agree, text: ""), by: "CV03", at: SampleDocument.now)
        }
        #expect(throws: DocumentRefusal.malformed("text")) {
            _ = try document.decide(.giveOpinion(number: 2, version: 1, position: .disagree, text: ""), by: "CV02", at: SampleDocument.now)
        }
        try document.take(.giveOpinion(number: 2, version: 1, position: .agree, text: ""), by: "CV02")
        #expect(throws: DocumentRefusal.opinionClosed(2)) {
            _ = try document.decide(.giveOpinion(number: 2, version: 1, position: .agree, text: ""), by: "CV02", at: SampleDocument.now)
        }
    }
}
