import BlobStore
import Clocks
import Foundation
import GRPCCore
import GRPCInProcessTransport
import HosoProto
import Logging
import Messaging
import Migrations
import Postgres
import Records
import ServiceKit
import SwiftProtobuf

/// Filing and closing with their events, and the search over a tenth of N and over N documents while 50 documents a second are
/// filed. Handlers and calls are those of the service, without the bus between.
struct RecordsBenchmark {
    /// The word that starts it; the number of documents follows.
    static let argument = "records"

    /// Documents at the end.
    let documents: Int
    let stack: Stack

    private static let schema = "bench_records"
    private static let agency = "H99.12"
    private let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    func run() async throws {
        var configuration = self.stack.database
        // Loading a million documents and making their index takes long.
        configuration.statementTimeout = .seconds(3_600)
        configuration.searchPath = Self.schema
        configuration.maximumConnections = 12
        let client = PostgresClient(configuration: configuration, logger: self.logger)
        _ = try await client.query("DROP SCHEMA IF EXISTS \(identifier: Self.schema) CASCADE")
        _ = try await client.query("CREATE SCHEMA \(identifier: Self.schema)")
        _ = try await Migrator(client: client, schema: Self.schema, logger: self.logger)
            .apply(Messaging.migrations + RecordsService.migrations)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoso-bench-records-\(getpid())").path
        let blobs = try FileSystemBlobStore(directory: folder)
        // No document is filed by hand here, so nobody is asked about signatures.
        let nobody = GRPCClient(transport: InProcessTransport().client)
        let definition = RecordsService.make(
            RecordsParts(
                postgres: client, eventLog: EventLog(), signing: Hoso_Signing_V1_SigningService.Client(wrapping: nobody),
                process: Hoso_Signing_V1_ProcessService.Client(wrapping: nobody), blobs: blobs,
                clock: SystemClock(), identifiers: UUIDv7Source(), logger: self.logger))
        let transport = InProcessTransport()
        try await withGRPCServer(transport: transport.server, services: definition.rpc) { _ in
            try await withGRPCClient(transport: transport.client) { calls in
                try await self.measure(RecordsWork(client: client, definition: definition, calls: calls, agency: Self.agency))
            }
        }
        _ = try await client.query("DROP SCHEMA \(identifier: Self.schema) CASCADE")
        await client.shutdown()
        try FileManager.default.removeItem(atPath: folder)
    }

    private func measure(_ work: RecordsWork<InProcessTransport.Client>) async throws {
        let tenth = max(self.documents / 10, 100)
        try await work.putPlanInForce()
        try await work.fill(to: tenth)
        let few = try await Figures(work)
        try await work.fill(to: self.documents)
        let many = try await Figures(work)
        print("| Figure | at \(self.documents) documents | at \(tenth) | growth | aim |")
        print("|---|---:|---:|---:|---|")
        Table.row("Papers filed with their events", many.filing, "/s", few.filing, ratio: many.filing / few.filing, aim: "≥ 300/s")
        Table.row("Records closed with their events", many.closing, "/s", few.closing, ratio: many.closing / few.closing)
        for (name, (one, other)) in zip(Figures.kinds, zip(many.searches, few.searches)) {
            Table.row("Search, \(name), p50", one.p50, "ms", other.p50, ratio: one.p50 / other.p50)
            Table.row("… p95", one.p95, "ms", other.p95, ratio: one.p95 / other.p95, aim: "< 50 ms")
        }
    }

    /// What is measured at one size.
    private struct Figures {
        static let kinds = ["with diacritics", "without diacritics", "with diacritics, counted by kind, form, year and agency"]

        let filing: Double
        let closing: Double
        let searches: [RecordsWork<InProcessTransport.Client>.Latency]

        init(_ work: RecordsWork<InProcessTransport.Client>) async throws {
            let dossiers = 1_000
            let codes = try await work.openDossiers(dossiers)
            self.filing = try await Measure.once(count: dossiers) { try await work.fileOne(in: codes) }.rate
            try await work.finish(codes)
            self.closing = try await Measure.once(count: dossiers) { try await work.close(codes) }.rate
            var searches: [RecordsWork<InProcessTransport.Client>.Latency] = []
            for (marked, counted) in [(true, false), (false, false), (true, true)] {
                searches.append(try await work.search(counted ? 40 : 400, marked: marked, counted: counted, whileFiling: 50))
            }
            self.searches = searches
        }
    }
}
