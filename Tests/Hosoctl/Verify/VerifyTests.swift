import BlobStore
import Clocks
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Hosoctl

@Suite(.timeLimit(.minutes(10)))
struct VerifyTests {
    @Test func `a whole installation is clean and everything in it is counted`() async throws {
        try await VerifyPlayground.with { place in
            try await place.acceptedDossier()
            let id = try await place.event()
            try await place.confirmEvents()
            try await place.records.query("INSERT INTO inbox (event_id, consumer) VALUES (\(id), 'records.events')")

            var counts: [String: Int] = [:]
            for invariant in Verifier.invariants {
                let findings = try await invariant.examine(place.context())
                #expect(findings.violations.isEmpty, "\(invariant.id): \(findings.violations)")
                counts[invariant.id] = findings.examined
            }

            #expect(counts["I2"] == 1)
            #expect(counts["I3"] == 1)
            #expect(counts["I5"] == 1)
            #expect(counts["I6"] == 3)
            #expect(counts["I7"] == 2)
        }
    }

    @Test(arguments: [
        "UPDATE dossiers SET version = 9", "DELETE FROM status_changes", "DELETE FROM status_changes WHERE version = 1",
        "UPDATE status_changes SET from_status = 9 WHERE version = 2", "UPDATE status_changes SET officer_code = '' WHERE version = 2",
        "UPDATE dossiers SET status = 9", "UPDATE status_changes SET to_status = 4 WHERE version = 2",
    ])
    func `I2 finds a history that was changed`(_ change: String) async throws {
        try await VerifyPlayground.with { place in
            try await place.acceptedDossier()
            try await place.intake.query(PostgresQuery(unsafeSQL: change))

            let findings = try await DossierStateInvariant().examine(place.context())

            #expect(findings.violations.first?.subject == "H99.21-260305-0001")
        }
    }

    @Test func `I3 finds a file that is gone, one that was changed, and a reference to nothing`() async throws {
        try await VerifyPlayground.with { place in
            let gone = try await place.blobs.put(Array("gone".utf8))
            let changed = try await place.blobs.put(Array("changed".utf8))
            try await place.document(gone, code: "1")
            try await place.document(changed, code: "2")
            try await place.blobs.withFile(gone) { try FileManager.default.removeItem(atPath: $0) }
            try await place.blobs.withFile(changed) { path in
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                try Data("chang3d".utf8).write(to: URL(fileURLWithPath: path))
            }
            let dossier = try await place.acceptedDossier()
            try await place.intake.query(
                """
                INSERT INTO dossier_components
                    (dossier_id, ordinal, code, name, paper_type_code, is_required, role, originals, copies, state, result_code, document_id)
                VALUES (\(dossier), 1, 'TP02', 'x', 'birth', false, 'component', 1, 0, 1, '3', \(place.identifiers.next()))
                """)

            let findings = try await DocumentsInvariant().examine(place.context())

            #expect(findings.violations.count == 3)
            #expect(findings.violations.contains { $0.subject.hasPrefix(gone.hex) && $0.words.english.contains("not in the store") })
            #expect(findings.violations.contains { $0.subject.hasPrefix(changed.hex) && $0.words.english.contains("damaged") })
            #expect(findings.violations.contains { $0.words.english.contains("not in the repository") })
        }
    }

    @Test func `I3 lists files nobody refers to when they are older than the grace period`() async throws {
        try await VerifyPlayground.with { place in
            let orphan = try await place.blobs.put(Array("orphan".utf8))
            place.clock.set(SystemClock().now() + .seconds(7200))

            let late = try await DocumentsInvariant().examine(place.context(grace: .seconds(3600)))
            let early = try await DocumentsInvariant().examine(place.context(grace: .seconds(36_000)))

            #expect(late.violations.isEmpty)
            #expect(late.notes.count == 1)
            #expect(late.notes.first?.vietnamese.contains(orphan.hex) == true)
            #expect(early.notes.isEmpty)
        }
    }

    @Test func `I4 finds a code given twice and an ordinal ahead of its counter, and reports gaps`() async throws {
        try await VerifyPlayground.with { place in
            try await place.intake.query("ALTER TABLE dossiers DROP CONSTRAINT dossiers_code_unique")
            try await place.acceptedDossier(code: "H99.21-260305-0007")
            try await place.acceptedDossier(code: "H99.21-260305-0007")
            try await place.intake.query(
                """
                INSERT INTO dossier_ordinals (agency_code, day, last_ordinal)
                VALUES ('H99.21', '2026-03-05', 5), ('H99.22', '2026-03-05', 2)
                """)

            let findings = try await CodesInvariant().examine(place.context())

            #expect(findings.violations.map(\.subject) == ["intake.dossiers H99.21-260305-0007", "H99.21-260305"])
            #expect(findings.notes.count == 1)
        }
    }

    @Test(arguments: ["inbox", "retries", "quarantine", "queue", "nowhere"])
    func `I5 an event is handled, waits, lies in quarantine or in the queue, or it is lost`(_ whereabouts: String) async throws {
        try await VerifyPlayground.with { place in
            let id = try await place.event()
            try await place.confirmEvents()
            switch whereabouts {
            case "inbox": try await place.records.query("INSERT INTO inbox (event_id, consumer) VALUES (\(id), 'records.events')")
            case "retries": try await Self.retry(id, place)
            case "quarantine": try await Self.quarantine(id, place)
            default: break
            }

            let findings = try await DeliveryInvariant().examine(place.context(waiting: whereabouts == "queue" ? 1 : 0))

            #expect(findings.violations.map(\.subject) == (whereabouts == "nowhere" ? [id.description] : []))
        }
    }

    @Test func `I5 an event the broker has not confirmed is not lost, and one nobody is bound to is not asked for`() async throws {
        try await VerifyPlayground.with { place in
            _ = try await place.event("intake.dossier_registered.v1")
            try await place.confirmEvents()
            _ = try await place.event()

            #expect(try await DeliveryInvariant().examine(place.context()).violations.isEmpty)
        }
    }

    @Test func `I5 finds an effect of an event that no service logged`() async throws {
        try await VerifyPlayground.with { place in
            let id = place.identifiers.next()
            try await place.records.query("INSERT INTO inbox (event_id, consumer) VALUES (\(id), 'records.events')")

            let findings = try await DeliveryInvariant().examine(place.context())

            #expect(findings.violations.map(\.subject) == [id.description])
        }
    }

    @Test func `I6 finds events the relay has not published`() async throws {
        try await VerifyPlayground.with { place in
            _ = try await place.event()

            let before = try await RelayInvariant().examine(place.context())
            try await place.confirmEvents()
            let after = try await RelayInvariant().examine(place.context())

            #expect(before.violations.map(\.subject) == ["intake"])
            #expect(after.violations.isEmpty)
        }
    }

    @Test func `rebuilding the report hands it every event again and nothing twice`() async throws {
        try await VerifyPlayground.with { place in
            let id = try await place.event()
            try await place.confirmEvents()
            _ = try await place.event()
            try await place.reporting.query("INSERT INTO inbox (event_id, consumer) VALUES (\(id), 'reporting.events')")
            try await place.reporting.query(
                """
                INSERT INTO subjects (kind, code, id, agency_code, month)
                VALUES ('dossier', 'x', \(place.identifiers.next()), 'H99.21', 202603)
                """)

            let count = try await ReportingRebuild(database: place.owner, schemas: place.schemas).run()

            let (waiting, subjects, inbox, header) = try await place.reporting.query(
                """
                SELECT (SELECT count(*) FROM retries), (SELECT count(*) FROM subjects), (SELECT count(*) FROM inbox),
                       (SELECT headers->>'cloudEvents:id' FROM retries ORDER BY position LIMIT 1)
                """
            ).decodeOnly((Int64, Int64, Int64, String).self)
            #expect(count == 2)
            #expect((waiting, subjects, inbox) == (2, 0, 0))
            #expect(header == id.description)
        }
    }

    private static func retry(_ id: Identifier, _ place: VerifyPlayground) async throws {
        try await place.records.query(
            """
            INSERT INTO retries
                (consumer, event_id, ordering_key, exchange, routing_key, headers, body, attempt, due_at, leased_until, first_failed_at)
            VALUES ('records.events', \(id), 'k', 'hoso.events', 'n', '{}', '', 1, now(), now(), now())
            """)
    }

    private static func quarantine(_ id: Identifier, _ place: VerifyPlayground) async throws {
        try await place.records.query(
            """
            INSERT INTO quarantine
                (consumer, event_id, exchange, routing_key, headers, body, failure, detail, fingerprint, attempts, quarantined_at)
            VALUES ('records.events', \(id), 'hoso.events', 'n', '{}', '', 'f', 'd', 'p', 1, now())
            """)
    }
}
