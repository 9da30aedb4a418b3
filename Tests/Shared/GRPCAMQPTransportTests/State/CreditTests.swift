import Testing

@testable import GRPCAMQPTransport

@Suite struct CreditTests {
    @Test func `the last message may overdraw, the next may not start`() {
        var credit = SendCredit(granted: 10)

        credit.spend(9)
        #expect(credit.allowsSending)
        credit.spend(1_000)

        #expect(!credit.allowsSending)
    }

    @Test func `a lost grant is mended by the next`() {
        var credit = SendCredit(granted: 10)
        credit.spend(10)

        // The grant of 20 was lost.
        #expect(credit.grant(total: 30) == true)

        #expect(credit.allowsSending)
        #expect(credit.grantedBytes == 30)
    }

    @Test func `an old grant that comes late takes nothing back`() {
        var credit = SendCredit(granted: 30)
        credit.spend(20)

        #expect(credit.grant(total: 20) == false)

        #expect(credit.allowsSending)
    }

    @Test func `new credit is announced once half a window has come together`() {
        var credit = ReceiveCredit(window: 100, messageLimit: 50)
        #expect(credit.receive(100) == true)

        #expect(credit.consume(49) == nil)
        #expect(credit.consume(1) == 150)
        #expect(credit.consume(49) == nil)
        #expect(credit.consume(1) == 200)
    }

    @Test func `notices a sender that sends more than it may`() {
        var credit = ReceiveCredit(window: 100, messageLimit: 50)

        #expect(credit.receive(99) == true)
        #expect(credit.receive(55) == true)
        #expect(credit.receive(2) == false)
    }

    @Test func `what waits never exceeds a window and a message, whatever the sizes`() {
        var random = SeededRandom.announced("credit")
        var sender = SendCredit(granted: 1_000)
        var receiver = ReceiveCredit(window: 1_000, messageLimit: 400)
        var waiting: [Int] = []
        for _ in 0..<100_000 {
            if Bool.random(using: &random), sender.allowsSending {
                let size = Int.random(in: 5...405, using: &random)
                sender.spend(size)
                #expect(receiver.receive(size) == true)
                waiting.append(size)
            } else if !waiting.isEmpty {
                if let total = receiver.consume(waiting.removeFirst()) { _ = sender.grant(total: total) }
            }
            #expect(receiver.bufferedBytes <= 1_405)
            #expect(!waiting.isEmpty || sender.allowsSending, "nothing waits and nothing may be sent")
        }
    }
}
