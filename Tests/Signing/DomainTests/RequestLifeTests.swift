import Clocks
import SigningDomain
import Testing

@Suite struct RequestLifeTests {
    static let start = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)
    static let end = start + .seconds(900)

    @Test func `accepts a value up to the last instant`() {
        let life = RequestLife(preparedAt: Self.start, lifetime: .seconds(900))

        #expect(life.answer(at: Self.start) == .proceed)
        #expect(life.answer(at: Self.end) == .proceed)
        #expect(life.answer(at: Self.end + .microseconds(1)) == .expire(.requestExpired(at: Self.end)))
    }

    @Test(arguments: [
        (RequestState.completed, RequestLife.Answer.repeatResult), (.refused, .refuse(.requestRefused)),
        (.expired, .refuse(.requestExpired(at: Self.end))),
    ])
    func `answers a value that comes after the end`(_ state: RequestState, _ answer: RequestLife.Answer) {
        let life = RequestLife(loading: state, expiresAt: Self.end)

        #expect(life.answer(at: Self.start) == answer)
        #expect(life.answer(at: Self.end + .seconds(1)) == answer)
    }

    @Test(arguments: RequestState.allCases)
    func `ends once`(_ state: RequestState) throws {
        var life = RequestLife(preparedAt: Self.start, lifetime: .seconds(900))
        if state == .prepared {
            #expect(throws: SigningRefusal.requestRefused) { try life.finish(state) }
        } else {
            try life.finish(state)
            #expect(life.state == state)
            #expect(throws: SigningRefusal.requestRefused) { try life.finish(.completed) }
        }
    }
}
