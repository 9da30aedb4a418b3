import BlobStore
import Clocks
import Digitization
import Directory
import Foundation
import Intake
import Messaging
import Migrations
import PKI
import Postgres
import Records
import Reporting
import Signing
import TestSupport

@testable import Hosoctl

/// The schemas of five services as their migrations make them, and a file store, for planting what `verify` must find.
struct VerifyPlayground {
    let intake: PostgresClient
    let digitization: PostgresClient
    let signing: PostgresClient
    let records: PostgresClient
    let reporting: PostgresClient
    let directory: PostgresClient
    let owner: PostgresClient
    let blobs: FileSystemBlobStore
    let schemas: ServiceSchemas
    let clock = FixedClock()
    let identifiers = UUIDv7Source()

    /// The context of a check in this playground.
    func context(
        trust: TrustStore = TrustStore(anchors: []), waiting: Int = 0, consumers: Int = 1,
        grace: Duration = .seconds(3600), installation: String? = nil
    ) -> VerifyContext {
        let binding = BrokerDefinitions.Binding(
            source: "hoso.events", destination: "records.events", routingKey: "intake.dossier_accepted.v1")
        return VerifyContext(
            database: self.owner, schemas: self.schemas, blobs: self.blobs, trust: trust,
            definitions: BrokerDefinitions(exchanges: [], queues: [Self.queue], bindings: [binding]),
            queue: { _ in QueueState(messages: waiting, consumers: consumers) },
            clock: self.clock, grace: grace, installation: installation)
    }

    private static let queue = BrokerDefinitions.Queue(
        name: "records.events", durable: true, arguments: BrokerDefinitions.Queue.Arguments(type: "quorum"))

    /// Makes everything, runs a body, removes everything.
    static func with(_ body: @Sendable (VerifyPlayground) async throws -> Void) async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + IntakeService.migrations) { intake in
            // Records asks for it too, but creating it in parallel tests at once fails.
            try await intake.withTransaction { transaction in
                try await transaction.query("SELECT pg_advisory_xact_lock(7261)::text")
                try await transaction.query("CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public")
            }
            try await TestDatabase.withSchema(migrations: Messaging.migrations + DigitizationService.migrations) { digitization in
                try await TestDatabase.withSchema(migrations: Messaging.migrations + SigningService.migrations) { signing in
                    try await Self.with(intake, digitization, signing, body)
                }
            }
        }
    }

    private static func with(
        _ intake: PostgresClient, _ digitization: PostgresClient, _ signing: PostgresClient,
        _ body: @Sendable (VerifyPlayground) async throws -> Void
    ) async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + RecordsService.migrations) { records in
            try await TestDatabase.withSchema(migrations: Messaging.migrations + ReportingService.migrations) { reporting in
                try await TestDatabase.withSchema(migrations: Messaging.migrations + DirectoryService.migrations) { directory in
                    let clients = [
                        "directory": directory, "intake": intake, "digitization": digitization, "signing": signing,
                        "records": records, "reporting": reporting,
                    ]
                    var schemas = ServiceSchemas()
                    schemas.present = clients.keys.sorted()
                    // Roles are the cluster's, so each test has its own.
                    schemas.rolePrefix = "role_\(UUIDv7Source().next())_"
                    for (service, client) in clients {
                        schemas.renamed[service] = try await client.query("SELECT current_schema()::text").decodeOnly(String.self)
                    }
                    let (owner, named) = (intake, schemas)
                    try await TemporaryDirectory.with { folder in
                        try await body(
                            VerifyPlayground(
                                intake: intake, digitization: digitization, signing: signing, records: records, reporting: reporting,
                                directory: directory, owner: owner, blobs: FileSystemBlobStore(directory: folder), schemas: named))
                    }
                }
            }
        }
    }

    /// A dossier that was opened, accepted and handed over, with a receipt in the store.
    @discardableResult
    func acceptedDossier(code: String = "H99.21-260305-0001") async throws -> Identifier {
        let id = self.identifiers.next()
        let receipt = try await self.blobs.put(Array("receipt of \(code)".utf8))
        let now = self.clock.now()
        try await self.intake.query(
            """
            INSERT INTO procedure_versions
                (code, version, name, sector, handling_section, limit_unit, limit_count, valid_from, filing_notation)
            VALUES ('9.000201', 1, 'x', 'x', 'x', 'working_days', 3, '2025-07-01', '01.HTCT')
            ON CONFLICT DO NOTHING
            """)
        try await self.intake.query(
            """
            INSERT INTO dossiers
                (id, code, procedure_code, procedure_version, owner_id, owner_name, channel, receiving_agency_code,
                 competent_agency_code, opened_by, opened_at, status, accepted_at, original_due_at, due_at,
                 supplement_count, receipt_sha256, receipt_size_bytes, version)
            VALUES
                (\(id), \(code), '9.000201', 1, '097324861809', 'x', 1, 'H99.21', 'H99.21', 'HS0031', \(now), 2, \(now),
                 \(now), \(now), 0, \(receipt.sha256), \(receipt.sizeBytes), 2)
            """)
        try await self.intake.query(
            """
            INSERT INTO status_changes (dossier_id, version, from_status, to_status, officer_code, changed_at, note, legal_basis)
            VALUES (\(id), 1, NULL, 1, 'HS0031', \(now), '', ''), (\(id), 2, 1, 2, 'HS0031', \(now), '', '')
            """)
        _ = try await self.event("intake.dossier_registered.v1", key: code)
        _ = try await self.event("intake.dossier_status_changed.v1", key: code)
        return id
    }

    /// The working calendar of 2026 with one holiday, and office hours.
    func workingCalendar() async throws {
        try await self.directory.query(
            "INSERT INTO calendar_days (day, is_worked, name) VALUES ('2026-03-09', false, 'x')")
        try await self.directory.query(
            "INSERT INTO office_hours (morning_from, morning_to, afternoon_from, afternoon_to) VALUES (450, 690, 780, 1020)")
    }

    /// An event in intake's log; its id.
    @discardableResult
    func event(
        _ name: String = "intake.dossier_accepted.v1", key: String = "H99.21-260305-0001"
    ) async throws -> Identifier {
        let event = OutgoingEvent(
            id: self.identifiers.next(), name: name, key: key, occurredAt: self.clock.now(), payload: [1, 2],
            dataSchema: "hoso.intake.v1.DossierAccepted")
        try await self.intake.withTransaction { try await EventLog().append([event], in: $0) }
        return event.id
    }

    /// Moves intake's cursor past everything, as the relay does when the broker confirmed it.
    func confirmEvents() async throws {
        try await self.intake.query("UPDATE event_cursor SET behind = pg_current_snapshot() WHERE name = 'relay'")
    }

    /// A document in the repository whose file is the given one.
    func document(_ file: BlobReference, code: String = "097324861809.birth.1") async throws {
        try await self.records.query(
            """
            INSERT INTO documents
                (id, paper_id, owner_id, result_code, paper_type_code, title, role, file_sha256, file_size_bytes, pages, fields,
                 dossier_code, component_code, signed_valid, content, stored_at)
            VALUES
                (\(self.identifiers.next()), \(self.identifiers.next()), '097324861809', \(code), 'birth', 'x', 'component',
                 \(file.sha256), \(file.sizeBytes), 1, '[]', 'H99.21-260305-0001', 'TP02', true, '', \(self.clock.now()))
            """)
    }
}
