import Testing

@testable import AMQP

@Suite struct DeliveryLedgerTests {
    private func ledger(_ count: UInt64) -> DeliveryLedger {
        var ledger = DeliveryLedger()
        for tag in 1...count { _ = ledger.deliver(tag: tag) }
        return ledger
    }

    @Test func `settles each delivery once`() {
        var ledger = self.ledger(5)

        #expect(ledger.settle(tag: 3, multiple: false) == true)
        #expect(ledger.settle(tag: 3, multiple: false) == false)
        #expect(ledger.settle(tag: 3, multiple: true) == false)
        #expect(ledger.settle(tag: 4, multiple: true) == true)
        #expect(ledger.settle(tag: 1, multiple: false) == false)
        #expect(ledger.open == 1)
        #expect(ledger.settle(tag: 5, multiple: false) == true)
        #expect(ledger.open == 0)
    }

    @Test(arguments: [0, 6, UInt64.max])
    func `refuses a tag that was not delivered`(tag: UInt64) {
        var ledger = self.ledger(5)

        #expect(ledger.settle(tag: tag, multiple: true) == false)
        #expect(ledger.open == 5)
    }

    @Test func `refuses deliveries out of order`() {
        var ledger = self.ledger(2)

        #expect(ledger.deliver(tag: 2) == false)
        #expect(ledger.deliver(tag: 4) == false)
        #expect(ledger.deliver(tag: 3) == true)
    }
}
