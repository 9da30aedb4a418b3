import Logging
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ClientTests {
    @Test func `lends 4 connections to 50 tasks`() async throws {
        try await Database.withClient { client in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...50 {
                    group.addTask {
                        try await client.query("SELECT \(number) FROM pg_sleep(0.005)").decodeOnly(Int.self)
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 1275)
            #expect(client.statistics.idle + client.statistics.lent <= 4)
            #expect(client.statistics.waiting == 0)
        }
    }

    @Test func `refuses the task that would be one too many to wait`() async throws {
        try await Database.withClient {
            $0.maximumConnections = 1
            $0.maximumWaiters = 0
        } _: { client in
            // The first connection is opened for a waiter, so one is needed to start with.
            await #expect(throws: failure(.poolExhausted)) { try await client.query("SELECT 1") }
        }
    }

    @Test func `tells a task that waited too long`() async throws {
        try await Database.withClient {
            $0.maximumConnections = 1
            $0.acquireTimeout = .seconds(20)
        } _: { client in
            try await client.withConnection { _ in
                await #expect(throws: failure(.poolExhausted)) { try await client.query("SELECT 1") }
            }
            try await client.query("SELECT 1")
        }
    }

    @Test func `lets a waiting task be cancelled`() async throws {
        try await Database.withClient { $0.maximumConnections = 1 } _: { client in
            try await client.withConnection { _ in
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        await #expect(throws: failure(.cancelled)) { try await client.query("SELECT 1") }
                    }
                    while client.statistics.waiting == 0 { await Task.yield() }
                    group.cancelAll()
                }
            }
            #expect(client.statistics.waiting == 0)
        }
    }

    @Test func `sets search path and time zone`() async throws {
        try await Database.withClient { client in
            let (path, zone) = try await client.query("SELECT current_setting('search_path'), current_setting('TimeZone')")
                .decodeOnly((String, String).self)
            #expect(path == "\"\(client.configuration.searchPath ?? "")\"" || path == client.configuration.searchPath)
            #expect(zone == "UTC")
        }
    }

    @Test func `says why it cannot connect`() async throws {
        var configuration = try Database.configuration()
        configuration.password = "wrong"
        let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
        let error = await #expect(throws: PostgresError.self) { try await client.query("SELECT 1") }
        #expect(error?.code == .cannotConnect)
        #expect(error?.message.contains("authentication") == true)
        #expect(error?.debugDescription.contains("wrong") == false)
        await client.shutdown()
    }

    @Test func `gives up when nobody listens`() async throws {
        var configuration = try Database.configuration()
        configuration.port = 1
        configuration.acquireTimeout = .milliseconds(500)
        let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
        await #expect(throws: failure(.cannotConnect)) { try await client.query("SELECT 1") }
        await client.shutdown()
    }

    @Test func `refuses work after shutdown and waits for work before it`() async throws {
        let client = PostgresClient(configuration: try Database.configuration(), logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await client.withConnection { connection in
                group.addTask { await client.shutdown() }
                while (try? await client.query("SELECT 1")) != nil { await Task.yield() }
                try await connection.query("SELECT 1")
            }
            try await group.waitForAll()
        }
        await #expect(throws: failure(.clientClosed)) { try await client.query("SELECT 1") }
        #expect(client.statistics.idle + client.statistics.lent == 0)
    }

    @Test func `does not reuse a connection that was left in a transaction`() async throws {
        try await Database.withClient { $0.maximumConnections = 1 } _: { client in
            let first = try await client.withConnection { connection in
                try await connection.query("BEGIN")
                return connection.backendProcessID
            }
            let second = try await client.withConnection { $0.backendProcessID }
            #expect(first != second)
        }
    }

    @Test func `refuses a connection after its closure`() async throws {
        try await Database.withClient { client in
            let kept = try await client.withConnection { $0 }
            await #expect(throws: failure(.misuse)) { try await kept.query("SELECT 1") }
        }
    }

    @Test func `drops a connection that dies while nobody uses it`() async throws {
        try await Database.withClient { client in
            let victim = try await client.withConnection { $0.backendProcessID }
            let admin = PostgresClient(configuration: try Database.configuration(), logger: Logger(label: "test"))
            try await admin.query("SELECT pg_terminate_backend(\(victim), 5000)")
            while client.statistics.idle > 0 { await Task.yield() }
            let next = try await client.withConnection { $0.backendProcessID }
            #expect(next != victim)
            await admin.shutdown()
        }
    }
}
