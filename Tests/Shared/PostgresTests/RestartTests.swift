import Logging
import Postgres
import Synchronization
import Testing

/// What happens while the database goes away and comes back.
@Suite(.timeLimit(.minutes(10)))
struct RestartTests {
    /// What the writers know about their rows.
    private struct Ledger {
        var committed: Set<Int> = []
        var unknown: Set<Int> = []
        var refused: [PostgresError] = []
        var isOver = false
    }

    private final class Writers: Sendable {
        let ledger = Mutex(Ledger())

        /// Writes rows of one number range until told to stop.
        func write(_ writer: Int, _ client: PostgresClient) async {
            var number = writer * 1_000_000
            while !self.ledger.withLock({ $0.isOver }) {
                number += 1
                let row = number
                do {
                    try await client.withTransaction { transaction in
                        try await transaction.query("INSERT INTO rows (id) VALUES (\(row))")
                    }
                    self.ledger.withLock { _ = $0.committed.insert(row) }
                } catch let error as PostgresError where error.code == .commitUnknown {
                    self.ledger.withLock { _ = $0.unknown.insert(row) }
                } catch {
                    self.ledger.withLock { $0.refused.append(error as? PostgresError ?? failure(.misuse)) }
                }
            }
        }

        func waitForMore(_ count: Int) async {
            let start = self.ledger.withLock { $0.committed.count }
            while self.ledger.withLock({ $0.committed.count }) < start + count { await Task.yield() }
        }
    }

    @Test(arguments: ["fast", "immediate"])
    func `loses and doubles nothing when the database restarts under load`(_ mode: String) async throws {
        try await PrivateCluster.withCluster { cluster in
            var configuration = cluster.configuration
            configuration.acquireTimeout = .seconds(120)
            let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
            try await client.query("CREATE TABLE rows (id bigint CONSTRAINT rows_pkey PRIMARY KEY)")
            let writers = Writers()

            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 1...12 { group.addTask { await writers.write(writer, client) } }
                for _ in 1...2 {
                    await writers.waitForMore(50)
                    try await cluster.stop(mode: mode)
                    try await cluster.start()
                }
                await writers.waitForMore(50)
                writers.ledger.withLock { $0.isOver = true }
                try await group.waitForAll()
            }

            var present: Set<Int> = []
            for row in try await client.query("SELECT id FROM rows") { present.insert(try row.decode(Int.self)) }
            let ledger = writers.ledger.withLock { $0 }
            #expect(ledger.committed.subtracting(present) == [])
            #expect(present.subtracting(ledger.committed).subtracting(ledger.unknown) == [])
            #expect(ledger.refused.map(\.debugDescription) == [])
            await client.shutdown()
        }
    }

    @Test func `answers again after the database came back, without being told`() async throws {
        try await PrivateCluster.withCluster { cluster in
            var configuration = cluster.configuration
            // Longer than the longest pause between two attempts to connect.
            configuration.acquireTimeout = .seconds(30)
            let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
            try await client.query("SELECT 1")
            try await cluster.stop(mode: "immediate")
            while client.statistics.idle > 0 { await Task.yield() }
            let error = await #expect(throws: PostgresError.self) { try await client.query("SELECT 1") }
            #expect(error?.code == .cannotConnect)
            try await cluster.start()
            let one = try await client.query("SELECT 1").decodeOnly(Int.self)
            #expect(one == 1)
            await client.shutdown()
        }
    }
}
