import Clocks
import Postgres
import ReportingDomain

/// Keeps subjects and facts and counts them.
struct FigureStore: Sendable {
    let session: any PostgresSession

    /// Notes the agency and month of a subject; the first word stands.
    func place(_ subject: Subject, id: Identifier, agencyCode: String, month: ReportMonth) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO subjects (kind, code, id, agency_code, month)
            VALUES (\(subject.kind.rawValue), \(subject.code), \(id), \(agencyCode), \(month.number))
            ON CONFLICT (kind, code) DO NOTHING
            """)
    }

    /// Notes that something is true of a subject; the first event stands as its evidence.
    func note(_ measure: Measure, of subject: Subject, event: Identifier, at since: UTCInstant) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO facts (kind, code, measure, event_id, since)
            VALUES (\(subject.kind.rawValue), \(subject.code), \(measure.rawValue), \(event), \(since))
            ON CONFLICT (kind, code, measure) DO NOTHING
            """)
    }

    /// Notes that something is no longer true of a subject.
    func withdraw(_ measure: Measure, of subject: Subject) async throws {
        _ = try await self.session.query(
            """
            DELETE FROM facts
            WHERE kind = \(subject.kind.rawValue) AND code = \(subject.code) AND measure = \(measure.rawValue)
            """)
    }

    /// Whether something is true of a subject.
    func holds(_ measure: Measure, of subject: Subject) async throws -> Bool {
        try await !self.session.query(
            """
            SELECT since
            FROM facts
            WHERE kind = \(subject.kind.rawValue) AND code = \(subject.code) AND measure = \(measure.rawValue)
            """
        ).isEmpty
    }

    /// How many subjects of a month have each measure.
    ///
    /// - Parameter agencyCode: Empty = all agencies together.
    func counts(month: ReportMonth, agencyCode: String) async throws -> [Measure: Int64] {
        let rows = try await self.session.query(
            """
            SELECT facts.measure, count(*)
            FROM subjects
            JOIN facts ON facts.kind = subjects.kind AND facts.code = subjects.code
            WHERE subjects.month = \(month.number) AND (\(agencyCode) = '' OR subjects.agency_code = \(agencyCode))
            GROUP BY facts.measure
            """)
        var counts: [Measure: Int64] = [:]
        for row in rows {
            let (name, count) = try row.decode((String, Int64).self)
            guard let measure = Measure(rawValue: name) else { continue }
            counts[measure] = count
        }
        return counts
    }

    /// The agencies that have a subject in a month.
    func agencies(month: ReportMonth) async throws -> [String] {
        try await self.session.query(
            "SELECT DISTINCT agency_code FROM subjects WHERE month = \(month.number) ORDER BY agency_code"
        ).map { try $0.decode(String.self) }
    }

    /// The subjects of a month that have a measure, ordered by code.
    func evidence(
        _ measure: Measure, month: ReportMonth, agencyCode: String, after code: String, limit: Int
    ) async throws -> [Evidence] {
        try await self.session.query(
            """
            SELECT subjects.code, subjects.id, facts.event_id
            FROM subjects
            JOIN facts ON facts.kind = subjects.kind AND facts.code = subjects.code
            WHERE subjects.month = \(month.number) AND facts.measure = \(measure.rawValue)
              AND (\(agencyCode) = '' OR subjects.agency_code = \(agencyCode)) AND subjects.code > \(code)
            ORDER BY subjects.code
            LIMIT \(limit)
            """
        ).map { row in
            let (code, id, event) = try row.decode((String, Identifier, Identifier).self)
            return Evidence(code: code, id: id, eventID: event)
        }
    }
}
