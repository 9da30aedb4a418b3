import Clocks
import Foundation
import Logging
import Postgres
import Subprocess

/// Pipelined inserts against one by one, COPY against `psql \copy`.
struct DatabaseBenchmarks {
    let stack: Stack

    func run() async throws {
        let count = 20_000
        let client = PostgresClient(
            configuration: self.stack.database, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        _ = try await client.query("CREATE SCHEMA IF NOT EXISTS bench")
        _ = try await client.query("CREATE TABLE IF NOT EXISTS bench.rows (id bigint NOT NULL, text text NOT NULL)")
        let single = try await Measure.best(count: count) {
            try await client.withTransaction { transaction in
                for id in 0..<count { _ = try await transaction.query(Self.insert(id)) }
            }
        }
        let pipelined = try await Measure.best(count: count) {
            try await client.withTransaction { transaction in
                for start in stride(from: 0, to: count, by: 500) {
                    _ = try await transaction.pipeline((start..<start + 500).map(Self.insert))
                }
            }
        }
        let copied = try await Measure.best(count: count) {
            try await client.withConnection { connection in
                _ = try await connection.copyIn(
                    table: "rows", columns: ["id", "text"], rows: (0..<count).map { try PostgresBinds(Int64($0), "dòng \($0)") })
            }
        }
        let psql = try await self.psqlCopy(count: count)
        _ = try await client.query("DROP SCHEMA bench CASCADE")
        await client.shutdown()
        Table.row(
            "Inserts in one transaction: pipelined by 500 against one by one", pipelined.rate, "rows/s", single.rate,
            ratio: pipelined.rate / single.rate)
        Table.row("COPY against psql \\copy (with the start of psql)", copied.rate, "rows/s", psql.rate, ratio: copied.rate / psql.rate)
    }

    private static func insert(_ id: Int) -> PostgresQuery { "INSERT INTO rows (id, text) VALUES (\(Int64(id)), \("dòng \(id)"))" }

    private func psqlCopy(count: Int) async throws -> Measure {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("hoso-bench.tsv").path
        try (0..<count).map { "\($0)\tdòng \($0)\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let database = self.stack.database
        return try await Measure.best(count: count) {
            let result = try await Subprocess.run(
                .name("psql"),
                arguments: [
                    "-X", "-q", "-h", database.host, "-p", String(database.port), "-U", database.username, "-d",
                    database.database, "-c", "\\copy bench.rows FROM '\(path)'",
                ],
                environment: .inherit.updating(["PGPASSWORD": database.password ?? ""]), output: .discarded,
                error: .discarded)
            guard result.terminationStatus.isSuccess else { throw BenchFailure(what: "psql \\copy failed") }
        }
    }
}
