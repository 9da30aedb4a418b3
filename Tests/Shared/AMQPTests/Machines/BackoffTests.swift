import Testing

@testable import AMQP

@Suite struct BackoffTests {
    @Test func `waits under a bound that doubles to its maximum`() {
        var random = SeededRandom(seed: Seeds.draw("backoff"))
        for _ in 0..<100 {
            var backoff = Backoff(.init(initial: .milliseconds(100), maximum: .seconds(1)))
            for bound in [100, 200, 400, 800, 1_000, 1_000] {
                let wait = backoff.next(using: &random)
                #expect(wait >= .zero && wait <= .milliseconds(bound))
            }
            backoff.reset()
            let wait = backoff.next(using: &random)
            #expect(wait <= .milliseconds(100))
        }
    }
}
