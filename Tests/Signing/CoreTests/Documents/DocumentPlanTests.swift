import Clocks
import HosoProto
import Postgres
import SigningDomain
import TestSupport
import Testing

@testable import Signing

/// The hot queries of outgoing documents: none reads a whole table.
@Suite(.timeLimit(.minutes(10))) struct DocumentPlanTests {
    /// Statements that fill the tables: one agency in ten, one document in fifty on its way.
    private static let filling = [
        """
        INSERT INTO document_processes
        SELECT 'H99.' || n, version, content, imported_by, imported_at FROM document_processes, generate_series(101, 109) AS n
        """,
        """
        INSERT INTO documents
        SELECT gen_random_uuid(), CASE WHEN n % 10 = 0 THEN agency_code ELSE 'H99.' || (100 + n % 10) END, process_version, type, subject,
               unit_code, drafter_code, CASE WHEN n % 50 = 0 THEN state ELSE 'issued' END, position, 'k' || n, fingerprint, drafted_at,
               changed_at
        FROM documents, generate_series(1, 20000) AS n
        """,
        "INSERT INTO document_facts SELECT id, 1, '{\"drafted\": {}}', 'P1', drafted_at FROM documents WHERE idempotency_key LIKE 'k%'",
        """
        INSERT INTO document_tasks
        SELECT id, 'draft', 0, 'P' || (row_number() OVER () % 500), agency_code, drafted_at,
               CASE WHEN row_number() OVER () % 50 = 0 THEN drafted_at + interval '1 hour' ELSE drafted_at + interval '90 days' END
        FROM documents WHERE idempotency_key LIKE 'k%'
        """,
        "INSERT INTO deadline_notices SELECT document_id, kind, opinion, due_at, 'escalated', since FROM document_tasks WHERE due_at > since + interval '1 day'",
        """
        INSERT INTO document_unit_tasks
        SELECT id, 'draft', 0, agency_code, 'U' || (row_number() OVER () % 100), drafted_at, NULL
        FROM documents WHERE idempotency_key LIKE 'k%'
        """,
        """
        INSERT INTO document_handlings
        SELECT id, 9, 'draft', 0, agency_code, 'P' || (row_number() OVER () % 500), drafted_at, NULL,
               drafted_at - (row_number() OVER ()) * interval '1 minute'
        FROM documents
        """,
        "INSERT INTO number_series SELECT DISTINCT agency_code, 2026, 'general', 20000 FROM documents",
        """
        INSERT INTO numbers
        SELECT agency_code, 2026, 'general', row_number() OVER (), 'assigned', 'x', DATE '2026-01-01' + (row_number() OVER () % 300)::int, id,
               '', 'P1', drafted_at, NULL, NULL
        FROM documents
        """,
        """
        INSERT INTO document_copies
        SELECT gen_random_uuid(), agency_code, 'trueCopy', 'electronicToPaper', id, NULL, 'x', DATE '2026-01-01', 'x', '', 'x',
               DATE '2026-01-01', 'made', NULL, NULL, '{}', NULL, 'P1', drafted_at, idempotency_key, fingerprint
        FROM documents
        """,
    ]

    private static let tables = [
        "documents", "document_facts", "document_tasks", "deadline_notices", "document_unit_tasks", "document_handlings", "numbers",
        "number_series", "document_copies",
    ]

    @Test func `lists, counts, history, books, copies, numbers and the deadline watch walk along indexes`() async throws {
        try await DocumentDesk.with { desk in
            _ = try await desk.draft()
            let postgres = desk.bench.tools.postgres
            for statement in Self.filling { _ = try await postgres.query(.init(unsafeSQL: statement)) }
            for table in Self.tables { _ = try await postgres.query(.init(unsafeSQL: "VACUUM ANALYZE \(table)")) }
            let now = desk.bench.clock.now()
            let agency = DocumentDesk.agency
            let id = UUIDv7Source().next()
            let today = now.vietnamDate
            let profiles = ScarcityStore.Profiles(desk.bench.tools.configuration.profiles)
            let period = OversightStore.Period(from: now, to: now + .seconds(86_400))
            var queries: [PostgresQuery] = []
            for owner in [WorkStore.Owner.officer("P7"), .officer("P7", agency: agency), .unit(agency: agency, code: "U7")] {
                queries.append(WorkStore.list(of: owner, kind: "", late: nil, after: .start, limit: 51))
                queries.append(WorkStore.count(of: owner, at: now))
            }
            queries += [
                WorkStore.running(agency: agency, after: .minimum, limit: 500), DocumentStore.facts(of: id),
                OversightStore.people(agency: agency, only: nil, period, at: now),
                OversightStore.steps(agency: agency, of: "P7", period, late: true, after: .start, limit: 51),
                DeadlineStore.due(at: now, remindBefore: .seconds(86_400), escalateAfter: .seconds(86_400), limit: 200),
                NumberStore.list(agency: agency, year: 2026, series: "general", after: 500, limit: 50),
                NumberStore.runOut(agency: agency, year: 2026, series: "general", at: now),
                RegisterStore.statement(agency: agency, from: today, to: today, series: "", limit: 501),
                CopyStore.list(agency: agency, document: nil, after: nil, limit: 51),
                CopyStore.list(agency: agency, document: id, after: id, limit: 51),
                ScarcityStore.dueSignatures(officer: "", profiles), ScarcityStore.dueSignatures(officer: "P7", profiles),
                ScarcityStore.unsignedAttachments(officer: "", profiles), ScarcityStore.unsignedCopies(officer: ""),
            ]
            for query in queries {
                let rows = try await postgres.query(PostgresQuery(unsafeSQL: "EXPLAIN " + query.sql, binds: query.binds))
                let plan = try rows.map { try $0.decode(column: 0, as: String.self) }.joined(separator: "\n")
                #expect(!plan.contains("Seq Scan"), "\(query.sql)\n\(plan)")
            }
        }
    }
}
