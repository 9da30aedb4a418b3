import Clocks
import Testing

@Suite struct ValidityPeriodTests {
    @Test(arguments: [("2025-06-30", false), ("2025-07-01", true), ("2025-12-31", true), ("2026-01-01", false)])
    func `R3 a period begins on its first day and ends before its last`(date: String, inside: Bool) throws {
        let period = try Self.period("2025-07-01", "2026-01-01")

        #expect(period.contains(try #require(VietnamDate(iso8601: date))) == inside)
    }

    @Test func `a successor that starts on the day of the end does not overlap`() throws {
        let old = try Self.period("2020-01-01", "2025-07-01")
        let new = try Self.period("2025-07-01", nil)

        #expect(!old.overlaps(new) && !new.overlaps(old))
    }

    @Test func `two periods without end overlap`() throws {
        let first = try Self.period("2020-01-01", nil)
        let second = try Self.period("2030-01-01", nil)

        #expect(first.overlaps(second) && second.overlaps(first))
    }

    @Test func `a period without a day does not exist`() throws {
        let day = try #require(VietnamDate(iso8601: "2026-01-01"))

        #expect(ValidityPeriod(from: day, until: day) == nil)
    }

    private static func period(_ from: String, _ until: String?) throws -> ValidityPeriod {
        let first = try #require(VietnamDate(iso8601: from))
        let last = try until.map { try #require(VietnamDate(iso8601: $0)) }
        return try #require(ValidityPeriod(from: first, until: last))
    }
}
