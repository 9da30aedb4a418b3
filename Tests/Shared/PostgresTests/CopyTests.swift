import Clocks
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CopyTests {
    private func withTable<Result: Sendable>(_ body: (PostgresClient) async throws -> Result) async throws -> Result {
        try await Database.withClient { client in
            try await client.query(
                "CREATE TABLE papers (id bigint PRIMARY KEY, pages integer, owner varchar(100), digest bytea, day date)")
            return try await body(client)
        }
    }

    private let columns = ["id", "pages", "owner", "digest", "day"]

    private func row(_ number: Int) throws -> PostgresBinds {
        try PostgresBinds(
            number, number % 50, "Trần Thị Bé \(number)\t\\N\n", [UInt8](repeating: 7, count: 32),
            VietnamDate(year: 2026, month: 3, day: 5))
    }

    @Test func `copies 10,000 rows`() async throws {
        let rows = try (1...10_000).map(row)
        try await withTable { client in
            let copied = try await client.withConnection {
                try await $0.copyIn(table: "papers", columns: columns, rows: rows)
            }
            #expect(copied == 10_000)
            let (count, pages, owner) = try await client.query("SELECT count(*), sum(pages), min(owner) FROM papers")
                .decodeOnly((Int, Int, String).self)
            #expect(count == 10_000)
            #expect(pages == 245_000)
            #expect(owner == "Trần Thị Bé 1\t\\N\n")
        }
    }

    @Test func `copies nothing when one row is refused by the server`() async throws {
        try await withTable { client in
            let rows = try [row(1), row(2), row(1)]
            try await client.withConnection { connection in
                await #expect(throws: failure(.uniqueViolation)) {
                    try await connection.copyIn(table: "papers", columns: columns, rows: rows)
                }
                let count = try await connection.query("SELECT count(*) FROM papers").decodeOnly(Int.self)
                #expect(count == 0)
            }
        }
    }

    @Test func `refuses a value of another type and keeps the connection`() async throws {
        try await withTable { client in
            try await client.withConnection { connection in
                let wrong: [(String, PostgresBinds)] = [
                    ("pages", try PostgresBinds(Int.max)), ("id", try PostgresBinds(1.5)), ("id", try PostgresBinds("1")),
                    ("day", try PostgresBinds(1)), ("id", try PostgresBinds(1, 2)), ("digest", try PostgresBinds("x")),
                ]
                for (column, binds) in wrong {
                    await #expect(throws: failure(.encoding)) {
                        try await connection.copyIn(table: "papers", columns: [column], rows: [binds])
                    }
                }
                try await connection.query("SELECT 1")
            }
        }
    }

    @Test func `refuses unknown names without harm`() async throws {
        try await withTable { client in
            try await client.withConnection { connection in
                let rows: [PostgresBinds] = []
                await #expect(throws: failure(.undefinedObject)) {
                    try await connection.copyIn(table: "papers; DROP TABLE papers", columns: ["id"], rows: rows)
                }
                await #expect(throws: PostgresError.self) {
                    try await connection.copyIn(table: "papers", columns: ["id\") FROM x; --"], rows: rows)
                }
                await #expect(throws: PostgresError.self) {
                    try await connection.copyIn(table: "papers", columns: [], rows: rows)
                }
                let copied = try await connection.copyIn(table: "papers", columns: ["id"], rows: rows)
                #expect(copied == 0)
            }
        }
    }

    @Test func `copies inside a transaction and rolls back with it`() async throws {
        struct Refused: Error {}
        try await withTable { client in
            let rows = try [row(1), row(2)]
            await #expect(throws: Refused.self) {
                try await client.withTransaction { transaction in
                    let found = try await transaction.copyIn(table: "papers", columns: columns, rows: rows)
                    #expect(found == 2)
                    throw Refused()
                }
            }
            let found = try await client.query("SELECT count(*) FROM papers").decodeOnly(Int.self)
            #expect(found == 0)
        }
    }
}
