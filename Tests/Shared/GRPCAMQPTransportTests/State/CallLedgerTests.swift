import Testing

@testable import GRPCAMQPTransport

@Suite struct CallLedgerTests {
    private let key = CallKey(client: "c", id: "1")

    private enum Verdict { case run, runningHere, answered, cancelled, refuse }

    private func verdict(
        _ ledger: CallLedger<String>, _ key: CallKey, redelivered: Bool = true, mayRunAgain: Bool = false
    ) -> Verdict {
        switch ledger.judge(key, redelivered: redelivered, mayRunAgain: mayRunAgain) {
        case .run: .run
        case .runningHere: .runningHere
        case .answered: .answered
        case .cancelled: .cancelled
        case .refuse: .refuse
        }
    }

    @Test(arguments: [(false, false, true), (false, true, true), (true, true, true), (true, false, false)])
    func `runs a redelivered request only when that does no harm`(redelivered: Bool, mayRunAgain: Bool, runs: Bool) {
        let ledger = CallLedger<String>(memory: 4)

        let verdict = self.verdict(ledger, self.key, redelivered: redelivered, mayRunAgain: mayRunAgain)

        #expect(verdict == (runs ? .run : .refuse))
    }

    @Test func `adopts a redelivery of what it is running`() {
        var ledger = CallLedger<String>(memory: 4)
        ledger.begin(self.key, "call")

        #expect(self.verdict(ledger, self.key, mayRunAgain: true) == .runningHere)
    }

    @Test func `does not repeat what it has answered, and refuses what it ran without answering`() {
        var ledger = CallLedger<String>(memory: 4)
        ledger.begin(self.key, "call")
        ledger.end(self.key, answered: true)
        #expect(self.verdict(ledger, self.key, mayRunAgain: true) == .answered)

        let other = CallKey(client: "c", id: "2")
        ledger.begin(other, "call")
        ledger.end(other, answered: false)
        #expect(self.verdict(ledger, other) == .refuse)
    }

    @Test func `does not run what was cancelled before it came`() {
        var ledger = CallLedger<String>(memory: 4)

        ledger.noteCancelled(self.key)

        #expect(self.verdict(ledger, self.key, redelivered: false) == .cancelled)
        #expect(self.verdict(ledger, CallKey(client: "d", id: "1"), redelivered: false) == .run)
    }

    @Test func `remembers a bounded number`() {
        var ledger = CallLedger<String>(memory: 2)
        let keys = (0..<3).map { CallKey(client: "c", id: "\($0)") }
        for key in keys { ledger.noteCancelled(key) }

        #expect(keys.map { self.verdict(ledger, $0, redelivered: false) } == [.run, .cancelled, .cancelled])
    }
}
