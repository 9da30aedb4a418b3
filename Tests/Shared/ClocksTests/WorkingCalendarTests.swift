import Clocks
import Testing

@Suite struct WorkingCalendarTests {
    private let calendar: WorkingCalendar

    init() throws {
        self.calendar = try Self.calendar2026()
    }

    /// A part of 2026 with a long weekend, a swapped Saturday and Tết.
    static func calendar2026(hours: [(Int, Int)] = [(7 * 60, 11 * 60), (13 * 60, 17 * 60)]) throws -> WorkingCalendar {
        try WorkingCalendar(
            firstDay: day("2026-01-01"),
            lastDay: day("2026-12-31"),
            weeklyDaysOff: [.saturday, .sunday],
            holidays: [
                day("2026-01-01"), day("2026-01-02"), day("2026-02-16"), day("2026-02-17"), day("2026-02-18"),
                day("2026-02-19"), day("2026-02-20"), day("2026-08-31"), day("2026-09-01"), day("2026-09-02"),
            ],
            makeUpDays: [day("2026-01-10"), day("2026-08-22")],
            workingHours: hours.map { try #require(WorkingHours(opensAtMinute: $0.0, closesAtMinute: $0.1)) })
    }

    static func day(_ text: String) throws -> VietnamDate {
        try #require(VietnamDate(iso8601: text))
    }

    static func moment(_ date: String, _ hour: Int, _ minute: Int = 0) throws -> UTCInstant {
        UTCInstant(vietnamDate: try day(date), hour: hour, minute: minute)
    }

    @Test(arguments: [
        ("2026-03-02", true), ("2026-03-07", false), ("2026-03-08", false), ("2026-02-17", false),
        ("2026-01-10", true), ("2026-08-22", true), ("2026-08-31", false),
    ])
    func `R5 a day is worked by weekday, holiday and make-up day`(date: String, worked: Bool) throws {
        #expect(try self.calendar.isWorkingDay(Self.day(date)) == worked)
    }

    @Test(arguments: [
        (1, "2026-03-02", "2026-03-03"),
        (5, "2026-03-02", "2026-03-09"),
        (1, "2026-03-06", "2026-03-09"),
        (1, "2026-03-07", "2026-03-09"),
        (3, "2026-02-13", "2026-02-25"),
        (2, "2026-01-08", "2026-01-10"),
        (6, "2026-08-21", "2026-08-28"),
        (7, "2026-08-21", "2026-09-03"),
    ])
    func `R6 working days are counted from the day after acceptance`(days: Int, accepted: String, due: String) throws {
        let result = try self.calendar.dueInstant(for: .workingDays(days), acceptedAt: Self.moment(accepted, 9))

        #expect(result == (try Self.moment(due, 17)))
    }

    @Test(arguments: [
        (8, "2026-03-02", 7, "2026-03-02", 17),
        (8, "2026-03-02", 9, "2026-03-03", 9),
        (8, "2026-03-06", 16, "2026-03-09", 16),
        (2, "2026-03-02", 10, "2026-03-02", 14),
        (4, "2026-03-07", 10, "2026-03-09", 11),
        (8, "2026-03-02", 18, "2026-03-03", 17),
    ])
    func `R6 working hours run only while the office is open`(
        hours: Int, date: String, hour: Int, dueDate: String, dueHour: Int
    ) throws {
        let due = try self.calendar.dueInstant(for: .workingHours(hours), acceptedAt: Self.moment(date, hour))

        #expect(due == (try Self.moment(dueDate, dueHour)))
    }

    @Test(arguments: [
        ("2026-03-02", 14, 59, "2026-03-02"),
        ("2026-03-02", 15, 0, "2026-03-03"),
        ("2026-03-06", 16, 0, "2026-03-09"),
        ("2026-03-07", 8, 0, "2026-03-09"),
    ])
    func `R5 what comes after the cut-off counts for the next working day`(
        date: String, hour: Int, minute: Int, due: String
    ) throws {
        let result = try self.calendar.dueInstant(
            for: .sameDay, acceptedAt: Self.moment(date, hour, minute), cutOffMinute: 15 * 60)

        #expect(result == (try Self.moment(due, 17)))
    }

    @Test func `R6 a wait for a supplement gives its working days back`() throws {
        let due = try self.calendar.dueInstant(for: .workingDays(5), acceptedAt: Self.moment("2026-03-02", 9))

        let extended = try self.calendar.extended(
            due, countedBy: .workingDays(5),
            suspendedAt: Self.moment("2026-03-04", 10), resumedAt: Self.moment("2026-03-10", 15))

        // Waited 5, 6, 9 and 10 March; due was 9 March.
        #expect(extended == (try Self.moment("2026-03-13", 17)))
    }

    @Test func `R6 a wait in hours gives its working time back`() throws {
        let due = try Self.moment("2026-03-03", 9)

        let extended = try self.calendar.extended(
            due, countedBy: .workingHours(8),
            suspendedAt: Self.moment("2026-03-02", 16), resumedAt: Self.moment("2026-03-03", 8))

        #expect(extended == (try Self.moment("2026-03-03", 11)))
    }

    @Test func `R6 a wait that begins after the due moment changes nothing`() throws {
        let due = try Self.moment("2026-03-03", 17)

        let extended = try self.calendar.extended(
            due, countedBy: .workingDays(1),
            suspendedAt: Self.moment("2026-03-04", 8), resumedAt: Self.moment("2026-03-20", 8))

        #expect(extended == due)
    }

    @Test func `a count that leaves the decided years is an error, not a guess`() throws {
        let first = try Self.day("2027-01-01")

        #expect(throws: WorkingCalendarError.outsideCoverage(first)) {
            try self.calendar.dueInstant(for: .workingDays(30), acceptedAt: Self.moment("2026-12-20", 9))
        }
    }

    @Test(arguments: [WorkingTimeLimit.workingDays(0), .workingDays(-1), .workingHours(0), .workingDays(.max)])
    func `refuses a limit that cannot be counted`(limit: WorkingTimeLimit) throws {
        #expect(throws: WorkingCalendarError.limitNotCountable(limit)) {
            try self.calendar.dueInstant(for: limit, acceptedAt: Self.moment("2026-03-02", 9))
        }
    }

    @Test func `refuses hours that overlap`() {
        #expect(throws: WorkingCalendarError.overlappingWorkingHours) {
            try Self.calendar2026(hours: [(420, 700), (660, 1_020)])
        }
    }

    @Test func `refuses a calendar without hours`() {
        #expect(throws: WorkingCalendarError.noWorkingHours) {
            try Self.calendar2026(hours: [])
        }
    }

    @Test func `refuses a make-up day on a working weekday`() throws {
        let monday = try Self.day("2026-03-02")

        #expect(throws: WorkingCalendarError.makeUpDayIsWorkingDay(monday)) {
            try WorkingCalendar(
                firstDay: monday, lastDay: monday, weeklyDaysOff: [.sunday], holidays: [], makeUpDays: [monday],
                workingHours: [#require(WorkingHours(opensAtMinute: 0, closesAtMinute: 60))])
        }
    }
}
