import Testing

@testable import GRPCAMQPTransport

@Suite struct SilenceWatchTests {
    private let begin = ContinuousClock.now

    @Test func `a service is given up once it has been away for longer than a restart takes`() {
        var watch = SilenceWatch(patience: .seconds(2))

        let first = watch.missed("s", at: self.begin)
        let second = watch.missed("s", at: self.begin + .milliseconds(1_999))
        let third = watch.missed("s", at: self.begin + .seconds(2))

        #expect([first, second, third] == [false, false, true])
        #expect(watch.isDue("s", now: self.begin))
    }

    @Test func `a service that comes back in between is waited for anew`() {
        var watch = SilenceWatch(patience: .seconds(2))
        _ = watch.missed("s", at: self.begin)
        watch.found("s", at: self.begin + .seconds(1))

        let again = watch.missed("s", at: self.begin + .seconds(3))
        let other = watch.missed("other", at: self.begin + .seconds(9))

        #expect(!again && !other)
    }

    @Test func `a service that is there is asked after once a second`() {
        var watch = SilenceWatch(patience: .zero)
        watch.found("s", at: self.begin)

        #expect(!watch.isDue("s", now: self.begin + .milliseconds(999)))
        #expect(watch.isDue("s", now: self.begin + .seconds(1)))
        watch.forget()
        #expect(watch.isDue("s", now: self.begin))
    }
}
