import Clocks
import Postgres

/// I11: order comes from versions, due dates from the working calendar in Vietnam's time.
///
/// A due date is counted again with the calendar as it is now; one that was counted by another calendar shows here.
struct TimeInvariant: Invariant {
    let id = "I11"
    let title = Words("Hạn trả đúng lịch làm việc, không có thời điểm tương lai", "due dates follow the calendar, nothing lies in the future")
    let unit = Words("hồ sơ đã tiếp nhận", "accepted dossiers")

    /// Clocks of several machines may differ by so much.
    static let skewLimit = Duration.seconds(300)

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        let calendar = try await Self.calendar(context)
        if calendar == nil {
            findings.notes.append(Words("chưa có lịch làm việc để tính lại hạn trả", "there is no calendar to count due dates by"))
        }
        try await Self.checkDueDates(calendar, context, &findings)
        try await Self.checkClock(context, &findings)
        return findings
    }

    private static func checkDueDates(
        _ calendar: WorkingCalendar?, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        let rows = try await context.database.query(
            """
            SELECT dossiers.code, dossiers.accepted_at, dossiers.original_due_at, dossiers.due_at, versions.limit_unit,
                   versions.limit_count, versions.cut_off_minute
            FROM \(unsafeSQL: context.schemas.table("intake", "dossiers")) AS dossiers
            JOIN \(unsafeSQL: context.schemas.table("intake", "procedure_versions")) AS versions
                ON versions.code = dossiers.procedure_code AND versions.version = dossiers.procedure_version
            WHERE dossiers.accepted_at IS NOT NULL
            ORDER BY dossiers.code
            """)
        for row in rows {
            let (code, accepted, original, due, unit, count, cutOff) = try row.decode(
                (String, UTCInstant, UTCInstant, UTCInstant, String, Int32, Int32?).self)
            findings.examined += 1
            if due < original {
                findings.add(code, "hạn trả sớm hơn hạn ban đầu", "is due before its original due date")
            }
            guard let calendar, let limit = Self.limit(unit, Int(count)) else { continue }
            do {
                let counted = try calendar.dueInstant(for: limit, acceptedAt: accepted, cutOffMinute: cutOff.map(Int.init))
                guard counted != original else { continue }
                findings.add(
                    code, "hạn trả \(original.vietnamISO8601), theo lịch phải là \(counted.vietnamISO8601)",
                    "is due \(original.vietnamISO8601), by the calendar \(counted.vietnamISO8601)")
            } catch {
                findings.notes.append(Words("\(code): lịch không phủ tới hạn trả", "the calendar does not reach that far: \(error)"))
            }
        }
    }

    /// A history whose times run backwards is only worth a note: versions say the order.
    private static func checkClock(_ context: VerifyContext, _ findings: inout InvariantFindings) async throws {
        let limit = context.clock.now() + Self.skewLimit
        let rows = try await context.database.query(
            """
            SELECT dossiers.code, changes.version, changes.changed_at > \(limit)
            FROM (
                SELECT dossier_id, version, changed_at, lag(changed_at) OVER (PARTITION BY dossier_id ORDER BY version) AS before
                FROM \(unsafeSQL: context.schemas.table("intake", "status_changes"))
            ) AS changes
            JOIN \(unsafeSQL: context.schemas.table("intake", "dossiers")) AS dossiers ON dossiers.id = changes.dossier_id
            WHERE changes.changed_at > \(limit) OR changes.changed_at < changes.before
            ORDER BY 1, 2
            """)
        for row in rows {
            let (code, version, isFuture) = try row.decode((String, Int64, Bool).self)
            if isFuture {
                findings.add(code, "phiên bản \(version) ghi thời điểm trong tương lai", "version \(version) was recorded in the future")
            } else {
                findings.notes.append(
                    Words("\(code), phiên bản \(version): đồng hồ đã chạy lùi; thứ tự theo phiên bản", "the clock had run backwards; versions say the order"))
            }
        }
    }

    private static func limit(_ unit: String, _ count: Int) -> WorkingTimeLimit? {
        switch unit {
        case "same_day": .sameDay
        case "working_days": .workingDays(count)
        case "working_hours": .workingHours(count)
        default: nil
        }
    }

    /// The calendar of directory over the years it has decided; nil before the first import.
    private static func calendar(_ context: VerifyContext) async throws -> WorkingCalendar? {
        guard context.schemas.present.contains("directory") else { return nil }
        let days = try await context.database.query(
            "SELECT day, is_worked FROM \(unsafeSQL: context.schemas.table("directory", "calendar_days")) ORDER BY day"
        ).map { try $0.decode((VietnamDate, Bool).self) }
        let hours = try await context.database.query(
            """
            SELECT morning_from, morning_to, afternoon_from, afternoon_to
            FROM \(unsafeSQL: context.schemas.table("directory", "office_hours"))
            """
        ).map { try $0.decode((Int32, Int32, Int32, Int32).self) }.first
        guard let hours, let first = days.first?.0, let last = days.last?.0,
            let begin = VietnamDate(year: first.year, month: 1, day: 1), let end = VietnamDate(year: last.year, month: 12, day: 31)
        else { return nil }
        return try WorkingCalendar(
            firstDay: begin, lastDay: end, weeklyDaysOff: [.saturday, .sunday],
            holidays: Set(days.filter { !$0.1 }.map(\.0)), makeUpDays: Set(days.filter(\.1).map(\.0)),
            workingHours: [(hours.0, hours.1), (hours.2, hours.3)].compactMap {
                WorkingHours(opensAtMinute: Int($0.0), closesAtMinute: Int($0.1))
            })
    }
}
