import Clocks
import Foundation
import GRPCCore
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import Synchronization

/// What the benchmark of records does: open, file, finish, close and search, each as the service does it.
struct RecordsWork<Transport: ClientTransport>: Sendable {
    /// Times of single calls. Unit: milliseconds.
    struct Latency {
        let p50: Double
        let p95: Double
    }

    /// Words of a document.
    private static var length: Int { 200 }
    private static var writers: Int { 8 }

    let client: PostgresClient
    let definition: ServiceDefinition
    let calls: GRPCClient<Transport>
    let agency: String

    private let text = VietnameseText()
    private let ids = UUIDv7Source()
    private let log = EventLog()

    init(client: PostgresClient, definition: ServiceDefinition, calls: GRPCClient<Transport>, agency: String) {
        self.client = client
        self.definition = definition
        self.calls = calls
        self.agency = agency
    }

    private var year: Int32 { Int32(SystemClock().now().vietnamDate.year) }

    func putPlanInForce() async throws {
        let records = Hoso_Records_V1_RecordsService.Client(wrapping: self.calls)
        let (agency, year) = (self.agency, self.year)
        _ = try await records.importFilingPlan(
            .with {
                $0.plan.agencyCode = agency
                $0.plan.year = year
                $0.plan.headings = [
                    .with {
                        $0.ordinal = "I"
                        $0.title = "Hành chính"
                        $0.entries = [
                            .with {
                                $0.notation = "01.HC"
                                $0.title = "Thủ tục hành chính"
                                $0.retentionYears = 10
                                $0.creator = "Một cửa"
                            }
                        ]
                    }
                ]
                $0.officerCode = "CB01"
            })
        for state in [Hoso_Records_V1_FilingPlanState.approved, .inForce] {
            _ = try await records.changeFilingPlan(
                .with {
                    $0.agencyCode = agency
                    $0.year = year
                    $0.state = state
                    $0.officerCode = "CB01"
                })
        }
    }

    /// Stores documents until there are so many; a tenth may be read by one officer only. The index of words is made afterwards, as
    /// one would after any large import.
    func fill(to count: Int) async throws {
        let known = try await self.client.query("SELECT count(*) FROM documents").decodeOnly(Int.self)
        let index = try await self.client.query("SELECT pg_get_indexdef('search_entries_words'::regclass)").decodeOnly(String.self)
        _ = try await self.client.query("DROP INDEX search_entries_words")
        let beginnings = Array(stride(from: known, to: count, by: 2_000))
        try await self.parallel(beginnings, writers: 2) { beginning in
            try await self.copy(beginning..<min(beginning + 2_000, count))
        }
        try await self.client.withConnection { connection in
            _ = try await connection.query("SET maintenance_work_mem = '1GB'")
            _ = try await connection.query("\(unsafeSQL: index)")
            _ = try await connection.query("RESET maintenance_work_mem")
        }
        for table in ["documents", "search_entries", "work_records", "record_documents"] {
            _ = try await self.client.query("VACUUM ANALYZE \(identifier: table)")
        }
    }

    private func copy(_ range: Range<Int>) async throws {
        var numbers = VietnameseText.Numbers(state: UInt64(range.lowerBound))
        let start = SystemClock().now()
        let rows = try range.map { number in
            let title = self.text.words(6, &numbers), content = self.text.words(Self.length, &numbers)
            let readers: [String]? = number.isMultiple(of: 10) ? ["CB0\(number / 10 % 10)"] : nil
            let digest = withUnsafeBytes(of: number.bigEndian) { [UInt8](repeating: 0, count: 24) + [UInt8]($0) }
            return try PostgresBinds(
                self.ids.next(), "0970\(number % 200_000)", "kind\(number % 12)", title, "component", digest, Int64(20_000), Int32(1),
                JSONText("[]"), "", "", true, content, start + .milliseconds(number % 2_000), readers)
        }
        _ = try await self.client.withConnection { connection in
            try await connection.copyIn(
                table: "documents",
                columns: [
                    "id", "owner_id", "paper_type_code", "title", "role", "file_sha256", "file_size_bytes", "pages", "fields",
                    "dossier_code", "component_code", "signed_valid", "content", "stored_at", "readers",
                ], rows: rows)
        }
    }

    /// Accepted dossiers with an open record each.
    func openDossiers(_ count: Int) async throws -> [String] {
        let codes = (0..<count).map { _ in "H99.21-\(self.ids.next())" }
        try await self.parallel(codes) { code in
            try await self.deliver(
                "intake.dossier_accepted.v1", key: code,
                Hoso_Intake_V1_DossierAccepted.with {
                    $0.dossier.code = code
                    $0.dossier.competentAgencyCode = self.agency
                    $0.dossier.filingNotation = "01.HC"
                    $0.dossier.procedureName = "Đăng ký khai sinh"
                    $0.dossier.acceptedAt = Google_Protobuf_Timestamp(SystemClock().now())
                })
        }
        return codes
    }

    /// Files a paper with 200 words of text in each dossier.
    func fileOne(in codes: [String]) async throws {
        let turn = Mutex<UInt64>(0)
        try await self.parallel(codes) { code in
            var numbers = VietnameseText.Numbers(
                state: turn.withLock {
                    $0 += 1
                    return $0 << 32
                })
            try await self.file(code, &numbers)
        }
    }

    private func file(_ code: String, _ numbers: inout VietnameseText.Numbers) async throws {
        let id = self.ids.next()
        let (title, content) = (self.text.words(6, &numbers), self.text.words(Self.length, &numbers))
        try await self.deliver(
            "digitization.paper_coded.v1", key: code,
            Hoso_Digitization_V1_PaperCoded.with {
                $0.paper.id = Data(id.bytes)
                $0.paper.signedCopy.sha256 = Data(id.bytes + id.bytes)
                $0.paper.signedCopy.sizeBytes = 20_000
                $0.paper.resultCode.code = "\(id)"
                $0.paper.ownerID = "097000000001"
                $0.paper.dossierCode = code
                $0.paper.componentCode = "TP01"
                $0.paper.paperTypeCode = "birth"
                $0.paper.title = title
                $0.text = content
            })
    }

    /// Says that the dossiers are processed.
    func finish(_ codes: [String]) async throws {
        try await self.parallel(codes) { code in
            try await self.deliver(
                "intake.dossier_status_changed.v1", key: code,
                Hoso_Intake_V1_DossierStatusChanged.with {
                    $0.dossierCode = code
                    $0.change.to = .processed
                    $0.change.officerCode = "CB01"
                    $0.change.changedAt = Google_Protobuf_Timestamp(SystemClock().now())
                })
        }
    }

    /// Closes the records of the dossiers through the call.
    func close(_ codes: [String]) async throws {
        let records = Hoso_Records_V1_RecordsService.Client(wrapping: self.calls)
        try await self.parallel(codes) { code in
            let record = try await records.getRecord(.with { $0.dossierCode = code }).record
            _ = try await records.closeRecord(
                .with {
                    $0.recordID = record.id
                    $0.expectedVersion = record.version
                    $0.confirmedRetentionYears = 10
                    $0.officerCode = "CB01"
                })
        }
    }

    /// Searches for one to three words one after the other, while papers are filed at a steady pace.
    ///
    /// - Parameter rate: Papers a second.
    func search(_ count: Int, marked: Bool, counted: Bool, whileFiling rate: Int) async throws -> Latency {
        let codes = try await self.openDossiers(Self.writers)
        let ending = BenchEnding()
        return try await withThrowingTaskGroup(of: [Double].self) { group in
            group.addTask {
                var times: [Double] = []
                var numbers = VietnameseText.Numbers(state: 77)
                let search = Hoso_Records_V1_DocumentSearchService.Client(wrapping: self.calls)
                for number in 0..<count {
                    let words = self.text.words(1 + number % 3, &numbers)
                    let request = Hoso_Records_V1_FindDocumentsRequest.with {
                        $0.query.text = marked ? words : words.folding(options: .diacriticInsensitive, locale: nil).replacing("đ", with: "d")
                        $0.officerCode = "CB01"
                        $0.withFacets = counted
                    }
                    let start = ContinuousClock.now
                    _ = try await search.findDocuments(request)
                    times.append((ContinuousClock.now - start) / .milliseconds(1))
                }
                return times
            }
            group.addTask {
                var numbers = VietnameseText.Numbers(state: UInt64(count) << 40)
                let start = ContinuousClock.now
                var filed = 0
                while !ending.isReached {
                    try await self.file(codes[filed % codes.count], &numbers)
                    filed += 1
                    try await Task.sleep(until: start + Duration.seconds(1) * filed / rate, clock: .continuous)
                }
                return []
            }
            var times: [Double] = []
            while times.isEmpty, let next = try await group.next() { times = next }
            ending.reach()
            try await group.waitForAll()
            times.sort()
            return Latency(p50: times[times.count / 2], p95: times[times.count * 95 / 100])
        }
    }

    /// Handler and event log in one transaction, as the consumer of the service does it.
    private func deliver(_ name: String, key: String, _ message: some Message) async throws {
        guard let subscription = self.definition.subscriptions.first(where: { $0.event == name }) else {
            throw BenchFailure(what: "records does not take \(name)")
        }
        let event = IncomingEvent(
            id: self.ids.next(), name: name, key: key, source: "hoso/bench", occurredAt: SystemClock().now(),
            payload: try message.serializedBytes())
        try await self.client.withTransaction { transaction in
            try await self.log.append(try await subscription.handle(event, transaction), in: transaction)
        }
    }

    /// Several at a time, as a service has connections.
    private func parallel<Item: Sendable>(
        _ items: [Item], writers: Int = Self.writers, _ body: @escaping @Sendable (Item) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask { for index in stride(from: writer, to: items.count, by: writers) { try await body(items[index]) } }
            }
            try await group.waitForAll()
        }
    }
}
