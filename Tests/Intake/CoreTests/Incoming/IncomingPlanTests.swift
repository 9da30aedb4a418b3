import Clocks
import HosoProto
import Postgres
import TestSupport
import Testing

@testable import Intake

/// The hot queries of incoming documents.
@Suite(.timeLimit(.minutes(10))) struct IncomingPlanTests {
    @Test func `lists walk along an index and counts read nothing else`() async throws {
        try await IncomingDesk.with { desk in
            let entered = try await desk.client.enterIncoming(IncomingDesk.paper("a"))
            let postgres = desk.postgres
            _ = try await postgres.query(
                """
                INSERT INTO receptions SELECT 'H99.' || n, version, content, imported_by, imported_at
                FROM receptions, generate_series(101, 109) AS n
                """)
            _ = try await postgres.query(
                """
                INSERT INTO incoming
                    (id, agency_code, reception_version, author_code, author_name, notation, dated, subject, state, position,
                     arrival_year, arrival_number, arrived_at, changed_at)
                SELECT gen_random_uuid(), CASE WHEN n % 10 = 0 THEN agency_code ELSE 'H99.' || (100 + n % 10) END, reception_version,
                       author_code, author_name, n || '/UBND', dated, subject, CASE WHEN n % 50 = 0 THEN state ELSE 'done' END,
                       position, 2026, n, arrived_at, changed_at
                FROM incoming, generate_series(1, 20000) AS n
                """)
            _ = try await postgres.query(
                """
                INSERT INTO incoming_tasks
                SELECT id, 'handling', 'P' || (row_number() OVER () % 500), agency_code, arrived_at,
                       CASE WHEN row_number() OVER () % 50 = 0 THEN arrived_at + interval '1 hour' ELSE arrived_at + interval '90 days' END FROM incoming
                """)
            _ = try await postgres.query(
                """
                INSERT INTO incoming_unit_tasks
                SELECT id, 'handling', agency_code, 'U' || (row_number() OVER () % 100), arrived_at, NULL FROM incoming
                """)
            _ = try await postgres.query(
                """
                INSERT INTO incoming_handlings
                SELECT id, 9, 'handling', agency_code, 'P' || (row_number() OVER () % 500), arrived_at, NULL,
                       arrived_at - (row_number() OVER ()) * interval '1 minute'
                FROM incoming
                """)
            _ = try await postgres.query(
                "INSERT INTO incoming_deadline_notices SELECT incoming_id, kind, due_at, 'escalated', since FROM incoming_tasks WHERE due_at > since + interval '1 day'")
            for table in ["incoming", "incoming_tasks", "incoming_unit_tasks", "incoming_handlings", "incoming_deadline_notices"] {
                _ = try await postgres.query(.init(unsafeSQL: "VACUUM ANALYZE \(table)"))
            }
            let now = desk.clock.now()
            let agency = IncomingDesk.agency
            for owner in [IncomingWorkStore.Owner.officer("P7"), .officer("P7", agency: agency), .unit(agency: agency, code: "U7")] {
                try await Self.expectIndexes(postgres, IncomingWorkStore.list(of: owner, kind: "", late: nil, after: .start, limit: 51))
                try await Self.expectIndexes(postgres, IncomingWorkStore.count(of: owner, at: now))
            }
            let id = try #require(Identifier(entered.incoming.id))
            let found = try await postgres.withConnection { try await IncomingStore(session: $0).find(id) }
            let document = try #require(found)
            let period = IncomingOversightStore.Period(from: now, to: now + .seconds(86_400))
            for query in [
                IncomingWorkStore.running(agency: agency, after: .minimum, limit: 500),
                ArrivalStore.register(agency: agency, year: 2026, after: 5000, limit: 200), ArrivalStore.duplicates(of: document),
                IncomingOversightStore.people(agency: agency, only: nil, period, at: now),
                IncomingOversightStore.steps(agency: agency, of: "P7", period, late: true, after: .start, limit: 51),
                IncomingDeadlineStore.due(at: now, DeadlineConfiguration(), limit: 200),
            ] { try await Self.expectIndexes(postgres, query) }
        }
    }

    private static func expectIndexes(_ postgres: PostgresClient, _ query: PostgresQuery) async throws {
        let rows = try await postgres.query(PostgresQuery(unsafeSQL: "EXPLAIN " + query.sql, binds: query.binds))
        let plan = try rows.map { try $0.decode(column: 0, as: String.self) }.joined(separator: "\n")
        #expect(!plan.contains("Seq Scan"), "\(plan)")
    }
}
