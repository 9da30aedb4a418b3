import Logging
import Postgres
import TestSupport
import Testing

/// What happens when the network between the client and the server is silent or cut.
@Suite(.timeLimit(.minutes(10)))
struct NetworkTests {
    /// Runs a body with a client that reaches the database through a proxy.
    private func withProxy(
        _ body: (PostgresClient, FrozenProxy, _ direct: PostgresClient) async throws -> Void
    ) async throws {
        try await Database.withClient { direct in
            try await direct.query("CREATE TABLE facts (number bigint)")
            let proxy = try FrozenProxy(to: direct.configuration.port)
            var configuration = direct.configuration
            configuration.host = "127.0.0.1"
            configuration.port = proxy.port
            configuration.statementTimeout = .seconds(5)
            configuration.connectTimeout = .seconds(10)
            configuration.acquireTimeout = .seconds(20)
            configuration.maximumConnections = 1
            let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
            let result: Result<Void, any Error>
            do { result = .success(try await body(client, proxy, direct)) } catch { result = .failure(error) }
            proxy.close()
            await client.shutdown()
            try result.get()
        }
    }

    private func facts(_ client: PostgresClient) async throws -> [Int] {
        try await client.query("SELECT number FROM facts ORDER BY number").map { try $0.decode(Int.self) }
    }

    @Test func `N5 a silent server ends a statement in time, a new connection too, and both work again`() async throws {
        try await self.withProxy { client, proxy, _ in
            try await client.query("SELECT 1")
            proxy.freezeDownstream()

            let statement = await #expect(throws: PostgresError.self) { try await client.query("SELECT 2") }
            #expect(statement?.code == .timedOut)
            #expect(statement?.message == "the server did not answer in time")
            #expect(client.statistics.lent == 0)

            let connecting = await #expect(throws: PostgresError.self) { try await client.query("SELECT 3") }
            #expect(connecting?.code == .cannotConnect)
            #expect(connecting?.message.contains("did not answer within") == true, "\(connecting?.message ?? "")")

            proxy.thaw()
            let answer = try await self.untilConnected { try await client.query("SELECT 4").decodeOnly(Int.self) }
            #expect(answer == 4)
            #expect(client.statistics.idle + client.statistics.lent == 1)
        }
    }

    /// The pool pauses between attempts to connect, so the first answer after an outage may still be the old one.
    private func untilConnected<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        while true {
            do { return try await body() } catch let error as PostgresError where error.code == .cannotConnect { continue }
        }
    }

    @Test func `of a COMMIT whose answer is lost nobody knows whether it took effect, and here it did`() async throws {
        try await self.withProxy { client, proxy, direct in
            let error = await #expect(throws: PostgresError.self) {
                try await client.withTransaction { transaction in
                    try await transaction.query("INSERT INTO facts VALUES (1)")
                    try transaction.beforeCommit(["INSERT INTO facts VALUES (2)"])
                    proxy.freezeDownstream()
                }
            }

            #expect(error?.code == .commitUnknown)
            #expect(error?.isRetriable == false)
            let found = try await self.facts(direct)
            #expect(found == [1, 2])
        }
    }

    @Test func `of a COMMIT that never arrived nobody knows whether it took effect, and here it did not`() async throws {
        try await self.withProxy { client, proxy, direct in
            let error = await #expect(throws: PostgresError.self) {
                try await client.withTransaction { transaction in
                    try await transaction.query("INSERT INTO facts VALUES (1)")
                    try transaction.beforeCommit(["INSERT INTO facts VALUES (2)"])
                    proxy.freezeUpstream()
                }
            }

            #expect(error?.code == .commitUnknown)
            let found = try await self.facts(direct)
            #expect(found == [])
        }
    }
}
