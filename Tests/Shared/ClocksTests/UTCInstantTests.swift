import Clocks
import Testing

@Suite struct UTCInstantTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000Z", "1970-01-01T07:00:00+07:00"),
        (1_772_676_000_000_000, "2026-03-05T02:00:00.000000Z", "2026-03-05T09:00:00+07:00"),
        (-1, "1969-12-31T23:59:59.999999Z", "1970-01-01T06:59:59+07:00"),
        (951_782_400_123_456, "2000-02-29T00:00:00.123456Z", "2000-02-29T07:00:00+07:00"),
    ] as [(Int64, String, String)])
    func `R8 is written in UTC and in Vietnam time with its offset`(micros: Int64, utc: String, vietnam: String) {
        let instant = UTCInstant(microsecondsSinceEpoch: micros)

        #expect(instant.iso8601 == utc)
        #expect(instant.vietnamISO8601 == vietnam)
        #expect(UTCInstant(iso8601: utc) == instant)
    }

    @Test(arguments: [
        ("2026-03-05T09:00:00+07:00", "2026-03-05T02:00:00.000000Z"),
        ("2026-03-05T09:00:00.5+07:00", "2026-03-05T02:00:00.500000Z"),
        ("2026-03-05T02:00:00.123456789Z", "2026-03-05T02:00:00.123456Z"),
        ("2026-01-01T00:30:00-05:30", "2026-01-01T06:00:00.000000Z"),
    ])
    func `reads offsets and fractions`(text: String, expected: String) throws {
        let instant = try #require(UTCInstant(iso8601: text))

        #expect(instant.iso8601 == expected)
    }

    @Test(arguments: [
        "", "2026-03-05", "2026-03-05T02:00:00", "2026-03-05 02:00:00Z", "2026-02-29T02:00:00Z", "2026-03-05T24:00:00Z",
        "2026-03-05T02:60:00Z", "2026-03-05T02:00:60Z", "2026-03-05T02:00:00.Z", "2026-03-05T02:00:00.1234567890Z",
        "2026-03-05T02:00:00+0700", "2026-03-05T02:00:00+07:0a", "2026-03-05T02:00:00+24:00", "2026-03-05T02:00:00ZZ",
        "２０２６-03-05T02:00:00Z", "2026-03-05T02:00:00.999999999999999999999Z", "-026-03-05T02:00:00Z",
        "2026-03-05T+2:00:00Z", "0000-03-05T02:00:00Z",
    ])
    func `refuses what is not RFC 3339`(text: String) {
        #expect(UTCInstant(iso8601: text) == nil)
    }

    @Test func `the day changes at midnight in Vietnam`() throws {
        let before = try #require(UTCInstant(iso8601: "2026-03-04T16:59:59.999999Z"))
        let after = before + .microseconds(1)

        #expect(before.vietnamDate.iso8601 == "2026-03-04")
        #expect(before.vietnamTime == (23, 59, 59))
        #expect(after.vietnamDate.iso8601 == "2026-03-05")
        #expect(after.vietnamTime == (0, 0, 0))
    }

    @Test func `is made from a date and a time in Vietnam`() throws {
        let date = try #require(VietnamDate(year: 2026, month: 3, day: 5))

        #expect(UTCInstant(vietnamDate: date, hour: 9, minute: 30).vietnamISO8601 == "2026-03-05T09:30:00+07:00")
        #expect(UTCInstant(vietnamDate: date, hour: 24, minute: 0).vietnamISO8601 == "2026-03-06T00:00:00+07:00")
        #expect(UTCInstant(vietnamDate: date, hour: .max, minute: .max) == .latest)
        #expect(UTCInstant(vietnamDate: date, hour: .min, minute: .min) == .earliest)
    }

    @Test func `adds and subtracts durations`() {
        let start = UTCInstant(microsecondsSinceEpoch: 1_000_000)

        #expect((start + .seconds(2)).microsecondsSinceEpoch == 3_000_000)
        #expect((start - .milliseconds(1500)).microsecondsSinceEpoch == -500_000)
        #expect(start - UTCInstant(microsecondsSinceEpoch: 0) == .seconds(1))
        #expect(start < start + .microseconds(1))
    }

    @Test func `stops at the ends of its range instead of trapping`() {
        #expect(UTCInstant.latest + .seconds(Int64.max) == .latest)
        #expect(UTCInstant.earliest - .seconds(Int64.max) == .earliest)
        #expect(UTCInstant.latest - .seconds(Int64.min) == .latest)
        #expect(UTCInstant.earliest + .seconds(Int64.min) == .earliest)
        #expect(UTCInstant.latest.vietnamISO8601 == "9999-12-31T23:59:59+07:00")
        #expect(UTCInstant.earliest.iso8601 == "0001-01-01T00:00:00.000000Z")
        #expect(UTCInstant.earliest.vietnamDate.iso8601 == "0001-01-01")
    }

    @Test func `the system clock is past 2025`() throws {
        let start = try #require(UTCInstant(iso8601: "2025-01-01T00:00:00Z"))

        #expect(SystemClock().now() > start)
    }
}
