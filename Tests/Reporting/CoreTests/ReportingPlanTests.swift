import Clocks
import Messaging
import Postgres
import ReportingDomain
import TestSupport
import Testing

@testable import Reporting

/// The questions of reporting walk along an index when there is much to read.
@Suite(.timeLimit(.minutes(10))) struct ReportingPlanTests {
    @Test func `notes, the inbox and the evidence of a month never read a whole table`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + ReportingService.migrations) { client in
            let now = FixedClock().now()
            _ = try await client.pipeline([
                """
                INSERT INTO subjects (kind, code, id, agency_code, month)
                SELECT 'dossier', 'D' || n, gen_random_uuid(), 'H99.' || n % 60, 202401 + n % 12 FROM generate_series(1, 40000) AS n
                """,
                """
                INSERT INTO facts (kind, code, measure, event_id, since)
                SELECT kind, code, measure, gen_random_uuid(), \(now)
                FROM subjects, unnest(ARRAY['dossierReceived', 'dossierDigitized', 'dossierReusing']) AS measure
                """,
                """
                INSERT INTO inbox (consumer, event_id, handled_at)
                SELECT 'reporting.events', gen_random_uuid(), \(now) FROM generate_series(1, 40000)
                """,
            ])
            for table in ["subjects", "facts", "inbox"] { _ = try await client.query("VACUUM ANALYZE \(identifier: table)") }
            let month = try #require(ReportMonth(year: 2024, month: 3))
            try await client.withConnection { connection in
                let session = ExplainedSession(connection)
                let store = FigureStore(session: session)
                try await store.note(.dossierReusing, of: .dossier("D7"), event: .minimum, at: now)
                _ = try await store.holds(.dossierReusing, of: .dossier("D7"))
                try await store.withdraw(.dossierReusing, of: .dossier("D7"))
                _ = try await store.evidence(.dossierReceived, month: month, agencyCode: "H99.7", after: "", limit: 50)
                _ = try await session.query(
                    "SELECT FROM inbox WHERE consumer = \("reporting.events") AND event_id = \(Identifier.minimum)")

                #expect(session.plans.count == 5)
                for plan in session.plans { #expect(!plan.contains("Seq Scan"), "\(plan)") }
            }
        }
    }
}
