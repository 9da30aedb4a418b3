import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// The handlers on a real PostgreSQL.
@Suite(.timeLimit(.minutes(10))) struct RecordsStoreTests {
    private let clock = FixedClock()
    private let identifiers = SequentialIdentifiers()
    private let eventLog = EventLog()

    @discardableResult
    private func withRecords<Result: Sendable>(_ body: (PostgresClient) async throws -> Result) async throws -> Result {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + RecordsService.migrations, body)
    }

    private func plans(_ client: PostgresClient) -> FilingPlanHandlers {
        FilingPlanHandlers(postgres: client, clock: self.clock)
    }

    private func keeping(_ client: PostgresClient) -> RecordKeeping {
        RecordKeeping(postgres: client, eventLog: self.eventLog, clock: self.clock, identifiers: self.identifiers)
    }

    private func plan(_ retention: RetentionPeriod = .years(20)) throws -> FilingPlan {
        try FilingPlan(
            agencyCode: "H99.12", year: 2026,
            headings: [
                FilingPlanHeading(
                    ordinal: "I", title: "Hộ tịch",
                    entries: [
                        try FilingPlanEntry(
                            notation: "05.HTCT", title: "Hồ sơ hộ tịch", retention: retention, creator: "Tư pháp",
                            note: "")
                    ])
            ])
    }

    private func putInForce(_ client: PostgresClient) async throws {
        _ = try await self.plans(client).importPlan(self.plan(), by: "CB01")
        for state in [FilingPlanState.approved, .inForce] {
            _ = try await self.plans(client).change(agencyCode: "H99.12", year: 2026, to: state, by: "CB01")
        }
    }

    /// Hands an event to a handler as the consumer does: in one transaction.
    private func deliver(
        _ message: some Message, _ client: PostgresClient,
        to handle: @Sendable (IncomingEvent, PostgresTransaction) async throws -> [OutgoingEvent]
    ) async throws -> [OutgoingEvent] {
        let event = IncomingEvent(
            id: self.identifiers.next(), name: "test", key: "k", source: "test", occurredAt: self.clock.now(),
            payload: try message.serializedBytes())
        return try await client.withTransaction { try await handle(event, $0) }
    }

    private func accepted(_ code: String = "H99.12-260305-0001") -> Hoso_Intake_V1_DossierAccepted {
        .with {
            $0.dossier = .with {
                $0.code = code
                $0.competentAgencyCode = "H99.12"
                $0.filingNotation = "05.HTCT"
                $0.procedureName = "Cấp bản sao trích lục"
                $0.acceptedAt = Google_Protobuf_Timestamp(self.clock.now())
                $0.components = [
                    .with {
                        $0.code = "TP01"
                        $0.name = "Tờ khai"
                        $0.required = true
                        $0.digitize = true
                    }
                ]
            }
        }
    }

    private func coded(
        _ code: String = "H99.12-260305-0001", paper: UInt64 = 77, text: String = "Trích lục khai sinh Nguyễn Thị Đào"
    ) -> Hoso_Digitization_V1_PaperCoded {
        .with {
            $0.paper = .with {
                $0.id = Data(SequentialIdentifiers.identifier(paper).bytes)
                $0.dossierCode = code
                $0.componentCode = "TP01"
                $0.ownerID = "097000000001"
                $0.paperTypeCode = "birth"
                $0.title = "Trích lục khai sinh"
                $0.role = .component
                $0.signedCopy = .with {
                    $0.sha256 = Data(repeating: 7, count: 32)
                    $0.sizeBytes = 9
                }
                $0.resultCode = .with { $0.code = "097000000001.birth.\(paper)" }
                $0.fields = [.with { $0.name = "fullName"; $0.value = "Nguyễn Thị Đào" }]
            }
            $0.text = text
        }
    }

    private var acceptedHandler: DossierAcceptedHandler { .init(identifiers: self.identifiers, clock: self.clock) }
    private var codedHandler: PaperCodedHandler { .init(identifiers: self.identifiers, clock: self.clock) }

    @Test func `R42 a plan is loaded as it was saved`() async throws {
        try await self.withRecords { client in
            let plan = try self.plan(.permanent)
            let (_, changed) = try await self.plans(client).importPlan(plan, by: "CB01")
            let (_, again) = try await self.plans(client).importPlan(plan, by: "CB01")
            let loaded = try await self.plans(client).find(agencyCode: "H99.12", year: 2026)

            #expect(changed)
            #expect(!again)
            #expect(loaded == plan)
        }
    }

    @Test func `R56 an accepted dossier gets exactly one work record`() async throws {
        try await self.withRecords { client in
            try await self.putInForce(client)

            let first = try await self.deliver(self.accepted(), client, to: self.acceptedHandler.handle)
            let second = try await self.deliver(self.accepted(), client, to: self.acceptedHandler.handle)

            #expect(first.map(\.name) == ["records.record_opened.v1", "records.completeness_changed.v1"])
            #expect(second.isEmpty)
            let record = try await client.withConnection {
                try await RecordStore(session: $0).find(dossierCode: "H99.12-260305-0001")
            }
            #expect(record?.fileCode == "H99.12.2026.05.HTCT-0001")
        }
    }

    @Test func `R43 without a plan in force the event is set aside for the records officer`() async throws {
        try await self.withRecords { client in
            await #expect(throws: EventRejected.self) { try await self.deliver(self.accepted(), client, to: self.acceptedHandler.handle) }
        }
    }

    @Test func `R44 fifty dossiers at once get fifty file codes`() async throws {
        try await self.withRecords { client in
            try await self.putInForce(client)

            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...50 {
                    group.addTask {
                        _ = try await self.deliver(
                            self.accepted("H99.12-260305-\(1000 + number)"), client, to: self.acceptedHandler.handle)
                    }
                }
                try await group.waitForAll()
            }
            let codes = try await client.withConnection {
                try await RecordStore(session: $0).list(agencyCode: "H99.12", after: nil, limit: 200)
            }.map(\.fileCode)

            #expect(Set(codes).count == 50)
        }
    }

    @Test func `R45 a paper coded before its record is opened is filed when it opens`() async throws {
        try await self.withRecords { client in
            try await self.putInForce(client)

            let stored = try await self.deliver(self.coded(), client, to: self.codedHandler.handle)
            let opened = try await self.deliver(self.accepted(), client, to: self.acceptedHandler.handle)
            #expect(stored.map(\.name) == ["records.document_stored.v1"])
            #expect(opened.map(\.name) == ["records.record_opened.v1", "records.document_filed.v1"])
        }
    }

    @Test func `R45 the same paper twice is stored and filed once`() async throws {
        try await self.withRecords { client in
            try await self.putInForce(client)
            _ = try await self.deliver(self.accepted(), client, to: self.acceptedHandler.handle)

            let first = try await self.deliver(self.coded(), client, to: self.codedHandler.handle)
            let second = try await self.deliver(self.coded(), client, to: self.codedHandler.handle)

            #expect(first.map(\.name) == ["document_stored", "document_filed", "completeness_changed"].map { "records.\($0).v1" })
            #expect(second.isEmpty)
        }
    }

    @Test func `R19 R45 a reused document serves in a second record without a copy`() async throws {
        try await self.withRecords { client in
            try await self.putInForce(client)
            _ = try await self.deliver(self.coded(), client, to: self.codedHandler.handle)
            let documents = try await client.withConnection {
                try await DocumentStore(session: $0).reusable(
                    ownerID: "097000000001", types: ["birth"], on: self.clock.now().vietnamDate)
            }
            let document = try #require(documents.first)
            let reused = Hoso_Intake_V1_ComponentReused.with {
                $0.dossierCode = "H99.12-260305-0002"
                $0.componentCode = "TP01"
                $0.documentID = Data(document.id.bytes)
            }
            let handler = ComponentReusedHandler(identifiers: self.identifiers, clock: self.clock)

            let first = try await self.deliver(reused, client, to: handler.handle)
            let again = try await self.deliver(reused, client, to: handler.handle)
            let opened = try await self.deliver(
                self.accepted("H99.12-260305-0002"), client, to: self.acceptedHandler.handle)

            #expect(first.map(\.name) == ["records.document_reused.v1"])
            #expect(again.isEmpty)
            #expect(opened.map(\.name) == ["records.record_opened.v1", "records.document_filed.v1"])
            let counted = try await client.withConnection { try await DocumentStore(session: $0).find(id: document.id) }
            #expect(counted?.reuseCount == 1)
        }
    }

    @Test func `R46 R47 a record becomes complete only when its dossier is finished and its paper filed`() async throws {
        try await self.withRecords { client in
            try await self.putInForce(client)
            _ = try await self.deliver(self.accepted(), client, to: self.acceptedHandler.handle)
            let find = { () async throws -> WorkRecord in
                let found = try await client.withConnection {
                    try await RecordStore(session: $0).find(dossierCode: "H99.12-260305-0001")
                }
                return try #require(found)
            }
            let closing = CloseRecordHandler(keeping: self.keeping(client))
            let open = try await find()
            await #expect(throws: RecordsRefusal.incomplete([.empty, .paperMissing("Tờ khai"), .dossierUnfinished])) {
                try await closing.close(open.id, expectedVersion: open.version, confirmed: .years(20), by: "CB01")
            }

            _ = try await self.deliver(self.coded(), client, to: self.codedHandler.handle)
            _ = try await self.deliver(
                Hoso_Intake_V1_DossierStatusChanged.with {
                    $0.dossierCode = "H99.12-260305-0001"
                    $0.change.to = .processed
                    $0.change.officerCode = "CB02"
                }, client, to: DossierStatusChangedHandler(identifiers: self.identifiers, clock: self.clock).handle)
            let ready = try await find()
            let closed = try await closing.close(ready.id, expectedVersion: ready.version, confirmed: .years(20), by: "CB01")

            #expect(closed.state == .closed)
            let logged = try await client.query("SELECT name FROM event_log ORDER BY id").map { try $0.decode(String.self) }
            // The last task was to close the record; closing it closes that too.
            #expect(logged == ["records.record_closed.v1", "records.completeness_changed.v1"])
            let tasks = try await client.withConnection { try await TaskStore(session: $0).open(of: closed.id) }
            #expect(tasks.isEmpty)
        }
    }

    @Test(arguments: [
        ("Đào", 1), ("dao", 2), ("nguyen thi dao", 1), ("NGUYỄN THỊ ĐÀO", 1), ("Nguye\u{302}\u{303}n", 1), ("không có", 0),
    ])
    func `R9 documents are found with and without diacritics`(query: String, count: Int) async throws {
        try await self.withRecords { client in
            _ = try await self.deliver(self.coded(), client, to: self.codedHandler.handle)
            _ = try await self.deliver(
                self.coded("H99.12-260305-0002", paper: 78, text: "Dao kéo").renamed("Kê khai"), client,
                to: self.codedHandler.handle)

            let found = try await client.withConnection {
                try await SearchStore(session: $0).page(DocumentQuestion(text: SearchText(query)), for: "", limit: 20)
            }

            if query == "Đào" {
                #expect(found.first?.document.title == "Trích lục khai sinh")
            } else {
                #expect(found.count == count)
            }
        }
    }

    @Test func `an event that is not what it claims is rejected`() async throws {
        try await self.withRecords { client in
            let event = IncomingEvent(
                id: self.identifiers.next(), name: "test", key: "k", source: "test", occurredAt: self.clock.now(),
                payload: [0xFF, 0xFF, 0xFF])

            await #expect(throws: EventRejected.self) {
                try await client.withTransaction { try await self.codedHandler.handle(event, $0) }
            }
        }
    }
}

extension Hoso_Digitization_V1_PaperCoded {
    /// The same with another title and without fields.
    fileprivate func renamed(_ title: String) -> Self {
        var copy = self
        copy.paper.title = title
        copy.paper.fields = []
        return copy
    }
}
