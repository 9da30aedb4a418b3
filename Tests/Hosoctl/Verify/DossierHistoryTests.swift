import Testing

@testable import Hosoctl

struct DossierHistoryTests {
    private func history(
        _ moves: [(Int64, Int?, Int)], status: Int, version: Int64, handovers: Set<Int64> = [], digitized: Int = 0
    ) -> DossierHistory {
        DossierHistory(
            code: "H99.21-261121-0001", status: status, version: version,
            moves: moves.map { DossierHistory.Move(version: $0.0, from: $0.1, to: $0.2, officerCode: "HS0031") },
            handoverVersions: handovers, digitizedEvents: digitized)
    }

    @Test func `I2 a dossier that went its way is clean`() {
        let history = self.history(
            [(1, nil, 1), (2, 1, 2), (3, 2, 4), (5, 4, 9), (6, 9, 10)], status: 10, version: 6, handovers: [2], digitized: 1)

        #expect(history.faults.isEmpty)
    }

    @Test func `I2 finds a beginning that is none`() {
        #expect(!self.history([(1, nil, 2)], status: 2, version: 1).faults.isEmpty)
        #expect(!self.history([(2, nil, 1)], status: 1, version: 2).faults.isEmpty)
        #expect(!self.history([], status: 1, version: 1).faults.isEmpty)
    }

    @Test func `I2 finds a move that the state machine does not allow`() {
        #expect(self.history([(1, nil, 1), (2, 1, 10)], status: 10, version: 2).faults.count == 1)
        #expect(self.history([(1, nil, 1), (2, 1, 99)], status: 99, version: 2).faults.count == 1)
    }

    @Test func `I2 finds a move that does not follow on`() {
        #expect(self.history([(1, nil, 1), (2, 4, 9)], status: 9, version: 2).faults.count == 1)
    }

    @Test func `I2 finds a state that is not the last of the history`() {
        #expect(self.history([(1, nil, 1)], status: 3, version: 1).faults.count == 1)
    }

    @Test(arguments: [Int64(3), 1])
    func `I2 finds versions without a trace and traces without a version`(_ version: Int64) {
        #expect(self.history([(1, nil, 1), (2, 1, 2)], status: 2, version: version).faults.count == 1)
    }
}
