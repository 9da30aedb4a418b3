import Clocks
import SigningDomain
import Testing

/// When a deadline is told to whom (H-23).
@Suite struct DeadlineStageTests {
    private static let since = SampleDocument.now
    private static let day = Duration.seconds(86_400)

    @Test(arguments: [
        (Duration.seconds(0), nil), (.seconds(863_999 - 86_400), nil), (.seconds(864_000 - 86_400), DeadlineStage.soon),
        (.seconds(863_999), .soon), (.seconds(864_000), .late), (.seconds(864_000 + 86_399), .late), (.seconds(864_000 + 86_400), .escalated),
    ])
    func `H-23 a deadline is told a day before, when it passes, and a day after`(_ passed: Duration, _ stage: DeadlineStage?) {
        let due = Self.since + .seconds(864_000)
        let found = DeadlineStage.reached(
            dueAt: due, since: Self.since, now: Self.since + passed, remindBefore: Self.day, escalateAfter: Self.day)
        #expect(found == stage)
    }

    @Test func `H-23 a short deadline is not told before half of it has gone`() {
        func stage(_ seconds: Int) -> DeadlineStage? {
            DeadlineStage.reached(
                dueAt: Self.since + .seconds(3600), since: Self.since, now: Self.since + .seconds(seconds), remindBefore: Self.day,
                escalateAfter: Self.day)
        }
        #expect(stage(1799) == nil && stage(1800) == .soon && stage(3600) == .late)
    }

    @Test func `H-23 who oversees is never the one who is late`() throws {
        var document = try SampleDocument.drafted()
        for (step, actor) in SampleDocument.wholeLife {
            for task in document.tasks {
                let overseers = document.overseers(of: task)
                #expect(Set(overseers).isDisjoint(with: task.officers))
                #expect(!overseers.isEmpty || task.officers.contains(SampleDocument.signer))
            }
            try document.take(step, by: actor)
        }
    }

    @Test func `H-24 a step ends the task of who took it and nobody else's`() throws {
        let draft = try SampleDocument.drafted()
        let submitted = draft.recording(
            try draft.decide(.submit, by: SampleDocument.drafter, at: SampleDocument.now), by: SampleDocument.drafter, at: SampleDocument.now)

        #expect(draft.tasks(endedBy: submitted, actor: SampleDocument.drafter).map(\.kind) == [.draft])
        #expect(draft.tasks(endedBy: submitted, actor: SampleDocument.signer).isEmpty)
        #expect(draft.tasks(endedBy: draft, actor: SampleDocument.drafter).isEmpty)
    }

    @Test func `R75 leaders and readers see everybody's work, a head the unit's, others nobody's`() {
        let process = SampleDocument.process
        #expect(process.oversight(of: SampleDocument.signer) == .everybody)
        #expect(process.oversight(of: "TT01") == .everybody)
        #expect(process.oversight(of: SampleDocument.head) == .these(["CV01", "CV02", "TP01"]))
        #expect(process.oversight(of: SampleDocument.drafter) == .nobody)
        #expect(process.mayRegister(SampleDocument.clerk) && !process.mayRegister(SampleDocument.drafter))
    }
}
