import Clocks
import Testing

@Suite struct VietnamDateTests {
    @Test func `is written for machines, people and codes`() throws {
        let date = try #require(VietnamDate(year: 2026, month: 3, day: 5))

        #expect(date.iso8601 == "2026-03-05")
        #expect(date.display == "05/03/2026")
        #expect(date.yymmdd == "260305")
    }

    @Test(arguments: [
        (2026, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (0, 1, 1), (10_000, 1, 1),
        (1900, 2, 29), (.min, .min, .min), (.max, .max, .max),
    ])
    func `refuses days that do not exist`(year: Int, month: Int, day: Int) {
        #expect(VietnamDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: ["", "2026-3-5", "2026/03/05", "05/03/2026", "2026-03-05 ", "+026-03-05", "2026-02-30", "２026-03-05"])
    func `refuses other forms`(text: String) {
        #expect(VietnamDate(iso8601: text) == nil)
    }

    @Test(arguments: [
        ("2026-03-05", Weekday.thursday), ("2026-02-17", .tuesday), ("1970-01-01", .thursday),
        ("1945-09-02", .sunday), ("2000-02-29", .tuesday), ("0001-01-01", .monday),
    ])
    func `knows its weekday`(text: String, weekday: Weekday) throws {
        let date = try #require(VietnamDate(iso8601: text))

        #expect(date.weekday == weekday)
    }

    @Test func `counts days over leap years and year ends`() throws {
        let start = try #require(VietnamDate(iso8601: "2024-02-28"))

        #expect(start.adding(days: 1).iso8601 == "2024-02-29")
        #expect(start.adding(days: 2).iso8601 == "2024-03-01")
        #expect(start.adding(days: 366).iso8601 == "2025-02-28")
        #expect(start.adding(days: -59).iso8601 == "2023-12-31")
        #expect(VietnamDate.days(from: start, to: start.adding(days: -59)) == -59)
        #expect(start.adding(days: .max).iso8601 == "9999-12-31")
        #expect(start.adding(days: .min).iso8601 == "0001-01-01")
    }

    @Test func `every day number of 800 years goes there and back`() throws {
        let first = try #require(VietnamDate(iso8601: "1600-01-01"))
        var previous = first

        for offset in 1...292_194 {
            let date = first.adding(days: offset)
            try #require(VietnamDate(year: date.year, month: date.month, day: date.day) == date)
            try #require(VietnamDate.days(from: first, to: date) == offset && previous < date)
            previous = date
        }

        #expect(previous.iso8601 == "2400-01-01")
    }
}
