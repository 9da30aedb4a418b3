import Clocks
import SigningDomain
import Testing

@Suite struct UpkeepScheduleTests {
    private static let day = Duration.seconds(86_400)

    @Test func `R39 is tried again ever more rarely and never more rarely than every six hours`() {
        let pauses = (1...20).map { UpkeepSchedule.pause(afterTries: $0) }

        #expect(pauses.first == .seconds(60) && pauses[1] == .seconds(120))
        #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(pauses.last == .seconds(21_600))
        #expect(UpkeepSchedule.pause(afterTries: Int.max) == UpkeepSchedule.longest)
    }

    @Test func `R39 a timestamp is renewed a margin before its end, and not without end when its life is short`() {
        let start = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)
        let long = UpkeepSchedule.renewal(stampedAt: start, end: start + Self.day * 1_000, margin: Self.day * 180)
        let short = UpkeepSchedule.renewal(stampedAt: start, end: start + Self.day * 30, margin: Self.day * 180)

        #expect(long == start + Self.day * 820)
        #expect(short == start + Self.day)
    }

    @Test func `levels are in order`() {
        #expect(BaselineLevel.allCases.sorted() == [.basic, .timestamped, .longTerm, .archival])
    }
}
