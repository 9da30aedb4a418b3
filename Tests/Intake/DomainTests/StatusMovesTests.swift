import Clocks
import IntakeDomain
import Testing

@Suite struct StatusMovesTests {
    /// Rows: from, the statuses that can follow before acceptance, and after it.
    private static let table: [(Int, Set<Int>, Set<Int>)] = [
        (1, [2, 3, 5, 6, 7], []),
        (2, [], [4, 5, 6, 7, 8]),
        (3, [], []),
        (4, [], [5, 6, 7, 8, 9]),
        (5, [1, 2, 3, 6, 7], [4, 6, 7, 8]),
        (6, [1, 2, 3, 5, 7], [4, 5, 7, 8]),
        (7, [1, 8], [4, 8]),
        (8, [], []),
        (9, [], [10]),
        (10, [], []),
    ]

    @Test(arguments: table)
    func `R12 exactly the moves of the table are possible`(from: Int, before: Set<Int>, after: Set<Int>) throws {
        let current = try #require(DossierStatus(rawValue: from))

        for next in DossierStatus.allCases {
            for wasAccepted in [false, true] {
                let expected = (wasAccepted ? after : before).contains(next.rawValue)
                let possible =
                    (try? StatusMoves.check(from: current, to: next, wasAccepted: wasAccepted)) != nil
                #expect(possible == expected, "\(from) to \(next.rawValue), accepted \(wasAccepted)")
            }
        }
    }

    @Test(arguments: [
        (DossierStatus.inProgress, DossierStatus.resultReturned, true, MoveRefusal.notProcessedYet),
        (.registered, .inProgress, false, .notAcceptedYet),
        (.registered, .processed, false, .notAcceptedYet),
        (.registered, .registered, false, .alreadyThere),
        (.refused, .accepted, false, .statusIsFinal),
        (.resultReturned, .inProgress, true, .statusIsFinal),
        (.inProgress, .accepted, true, .acceptedBefore),
        (.inProgress, .refused, true, .acceptedBefore),
        (.processed, .inProgress, true, .processedBefore),
        (.accepted, .processed, true, .notDirectly),
    ])
    func `R12 an impossible move is refused with its reason`(
        from: DossierStatus, to: DossierStatus, wasAccepted: Bool, reason: MoveRefusal
    ) {
        #expect(throws: DossierError.moveImpossible(from: from, to: to, because: reason)) {
            try StatusMoves.check(from: from, to: to, wasAccepted: wasAccepted)
        }
    }

    @Test(arguments: MoveRefusal.allCases)
    func `every refusal has a sentence in both languages`(refusal: MoveRefusal) {
        #expect(refusal.messageVi.hasSuffix(".") && refusal.messageEn.hasSuffix("."))
    }
}
