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
            _ = try await desk.client.enterIncoming(IncomingDesk.paper("a"))
            let postgres = desk.postgres
            _ = try await postgres.query(
                """
                INSERT INTO incoming
                    (id, agency_code, reception_version, author_code, author_name, notation, dated, subject, state, position,
                     arrived_at, changed_at)
                SELECT gen_random_uuid(), agency_code, reception_version, author_code, author_name, n || '/UBND', dated, subject, state,
                       position, arrived_at, changed_at
                FROM incoming, generate_series(1, 20000) AS n
                """)
            _ = try await postgres.query(
                """
                INSERT INTO incoming_tasks
                SELECT id, 'handling', 'P' || (row_number() OVER () % 500), agency_code, arrived_at, NULL FROM incoming
                """)
            _ = try await postgres.query(
                """
                INSERT INTO incoming_unit_tasks
                SELECT id, 'handling', agency_code, 'U' || (row_number() OVER () % 100), arrived_at, NULL FROM incoming
                """)
            for table in ["incoming", "incoming_tasks", "incoming_unit_tasks"] {
                _ = try await postgres.query(.init(unsafeSQL: "VACUUM ANALYZE \(table)"))
            }
            let now = desk.clock.now()
            for owner in [IncomingWorkStore.Owner.officer("P7"), .unit(agency: IncomingDesk.agency, code: "U7")] {
                let queries = [
                    IncomingWorkStore.list(of: owner, kind: "", late: nil, after: .start, limit: 51),
                    IncomingWorkStore.count(of: owner, at: now),
                ]
                for query in queries {
                    let rows = try await postgres.query(PostgresQuery(unsafeSQL: "EXPLAIN " + query.sql, binds: query.binds))
                    let plan = try rows.map { try $0.decode(column: 0, as: String.self) }.joined(separator: "\n")
                    #expect(!plan.contains("Seq Scan"), "\(plan)")
                }
            }
        }
    }
}
