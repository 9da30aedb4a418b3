import Clocks
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Hosoctl

@Suite(.timeLimit(.minutes(10)))
struct FurtherInvariantTests {
    private static let code = "H99.21-260305-0001"

    @Test(arguments: [
        "DELETE FROM event_log WHERE name = 'intake.dossier_registered.v1'",
        "UPDATE event_log SET ordering_key = 'H99.21-260305-0009' WHERE name = 'intake.dossier_status_changed.v1'",
        """
        INSERT INTO handovers (dossier_id, version, from_officer_code, to_section, to_agency_code, handed_at, due_at)
        SELECT id, 2, 'HS0031', 'x', 'H99.21', now(), now() FROM dossiers
        """,
    ])
    func `I7 finds a move without its event`(_ change: String) async throws {
        try await VerifyPlayground.with { place in
            try await place.acceptedDossier()
            let before = try await JournalInvariant().examine(place.context())
            // As somebody with all rights would do it: past the trigger that keeps the log append-only.
            try await place.intake.withTransaction { transaction in
                try await transaction.query("SET LOCAL session_replication_role = replica")
                try await transaction.query(PostgresQuery(unsafeSQL: change))
            }

            let after = try await JournalInvariant().examine(place.context())

            #expect(before.violations.isEmpty && before.examined == 2)
            #expect(after.violations.contains { $0.subject == Self.code })
        }
    }

    @Test func `I7 finds an event of a move that nobody made`() async throws {
        try await VerifyPlayground.with { place in
            try await place.acceptedDossier()
            try await place.event("intake.dossier_status_changed.v1", key: Self.code)

            let findings = try await JournalInvariant().examine(place.context())

            #expect(findings.violations.map(\.subject) == [Self.code])
        }
    }

    @Test func `I9 finds a role that reaches another service's schema, and one with too many rights`() async throws {
        try await VerifyPlayground.with { place in
            let schema = place.schemas["records"]
            let (intake, signing) = (place.schemas.role(of: "intake"), place.schemas.role(of: "signing"))
            let findings = try await Self.withRoles([intake, signing], place) { owner in
                try await owner.query("GRANT USAGE ON SCHEMA \(identifier: schema) TO \(identifier: intake)")
                try await owner.query(
                    "GRANT SELECT ON \(unsafeSQL: place.schemas.table("records", "documents")) TO \(identifier: intake)")
                try await owner.query("ALTER ROLE \(identifier: signing) BYPASSRLS")
            } examine: {
                try await IsolationInvariant().examine(place.context())
            }

            #expect(findings.violations.contains { $0.subject == intake && $0.words.english.contains("\(schema) (documents)") })
            #expect(findings.violations.contains { $0.subject == intake && $0.words.english.contains("\(schema) (schema)") })
            #expect(findings.violations.contains { $0.subject == signing && $0.words.english.contains("BYPASSRLS") })
            #expect(findings.violations.count == 3)
        }
    }

    /// Runs with the roles of two services, which are gone afterwards.
    private static func withRoles(
        _ roles: [String], _ place: VerifyPlayground, _ plant: (PostgresClient) async throws -> Void,
        examine: () async throws -> InvariantFindings
    ) async throws -> InvariantFindings {
        for role in roles { try await place.owner.query("CREATE ROLE \(identifier: role) LOGIN") }
        let outcome: Result<InvariantFindings, any Error>
        do {
            try await plant(place.owner)
            outcome = .success(try await examine())
        } catch {
            outcome = .failure(error)
        }
        for role in roles {
            try await place.owner.query("DROP OWNED BY \(identifier: role)")
            try await place.owner.query("DROP ROLE \(identifier: role)")
        }
        return try outcome.get()
    }

    @Test func `I10 finds messages nobody takes, overdue retries, open quarantine and a scan nobody reads`() async throws {
        try await VerifyPlayground.with { place in
            try await place.records.query(
                """
                INSERT INTO retries
                    (consumer, event_id, ordering_key, exchange, routing_key, headers, body, attempt, due_at, leased_until, first_failed_at)
                VALUES ('records.events', \(place.identifiers.next()), 'k', 'hoso.events', 'n', '{}', '', 1,
                        \(place.clock.now() - .seconds(600)), now(), now())
                """)
            try await place.reporting.query(
                """
                INSERT INTO quarantine
                    (consumer, exchange, routing_key, headers, body, failure, detail, fingerprint, attempts, quarantined_at)
                VALUES ('reporting.events', 'hoso.events', 'n', '{}', '', 'f', 'd', 'p', 1, now())
                """)

            let stuck = try await LivenessInvariant().examine(place.context(waiting: 3, consumers: 0))
            place.clock.advance(by: .seconds(-3600))
            let calm = try await LivenessInvariant().examine(place.context())

            #expect(
                stuck.violations.map(\.subject)
                    == ["records.events", "records.events", "records.retries", "reporting.quarantine"])
            #expect(calm.violations.map(\.subject) == ["reporting.quarantine"])
        }
    }

    @Test func `I11 finds a due date that is not that of the calendar, and a time in the future`() async throws {
        try await VerifyPlayground.with { place in
            try await place.acceptedDossier()
            try await place.workingCalendar()
            // Three working days after Thursday 5 March 2026, Monday being a holiday: Wednesday 11, 17:00 in Vietnam.
            try await place.intake.query("UPDATE dossiers SET original_due_at = '2026-03-11 10:00Z', due_at = '2026-03-11 10:00Z'")
            let right = try await TimeInvariant().examine(place.context())
            try await place.intake.query("UPDATE dossiers SET original_due_at = '2026-03-10 10:00Z', due_at = '2026-03-10 10:00Z'")
            let wrong = try await TimeInvariant().examine(place.context())
            place.clock.advance(by: .seconds(-7200))
            let future = try await TimeInvariant().examine(place.context())

            #expect(right.violations.isEmpty, "\(right.violations)")
            #expect(wrong.violations.map(\.subject) == [Self.code])
            #expect(future.violations.count == 3, "\(future.violations)")
        }
    }

    @Test(arguments: [
        ("{\"body\": \"opened 097324861809\"}", "identity number"), ("Nguyễn Thị Mẫu came", "name of an owner"),
        ("login with pa55-w0rd_of+intake failed", "database_intake_password"), ("0973248618091 and 9732486180", ""),
    ])
    func `I12 finds what must not stand in a log`(_ line: String, _ kind: String) async throws {
        try await VerifyPlayground.with { place in
            try await place.acceptedDossier()
            try await place.intake.query("UPDATE dossiers SET owner_name = 'Nguyễn Thị Mẫu'")
            try await TemporaryDirectory.with { folder in
                try Self.write("pa55-w0rd_of+intake", "secrets/database_intake_password", folder)
                try Self.write("first\n\(line)", "log/intake.log", folder)

                let findings = try await SecrecyInvariant().examine(place.context(installation: folder))

                #expect(findings.examined == 2)
                #expect(findings.violations.map(\.subject) == (kind.isEmpty ? [] : ["\(folder)/log/intake.log:2"]))
                #expect(findings.violations.first?.words.english.contains(kind) ?? kind.isEmpty)
            }
        }
    }

    @Test func `I13 finds a process over its budget and a queue that grows`() async throws {
        try await VerifyPlayground.with { place in
            try await TemporaryDirectory.with { folder in
                try Self.write("\(ProcessInfo.processInfo.processIdentifier)\n", "run/intake.pid", folder)
                try Self.write("never", "run/signing.pid", folder)
                var context = place.context(waiting: 200_000, installation: folder)
                context.budget = ProcessBudget(memoryBytes: .max, descriptors: .max, queuedMessages: .max)
                let usual = try await BoundsInvariant().examine(context)
                context.budget = ProcessBudget(memoryBytes: 1 << 20, descriptors: 1, queuedMessages: 100_000)

                let findings = try await BoundsInvariant().examine(context)

                #expect(usual.violations.map(\.subject) == ["hoso-signing"])
                #expect(findings.violations.map(\.subject) == ["hoso-intake", "hoso-intake", "hoso-signing", "records.events"])
            }
        }
    }

    private static func write(_ text: String, _ path: String, _ folder: String) throws {
        let file = URL(fileURLWithPath: "\(folder)/\(path)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
