import Logging
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10)))
struct StatementTests {
    @Test func `binds every interpolation`() {
        let name = "x'; DROP TABLE dossiers; --"

        let query: PostgresQuery = "SELECT \(1) FROM \(identifier: "a\"b") WHERE name = \(name) \(unsafeSQL: "LIMIT 1")"

        #expect(query.sql == "SELECT $1 FROM \"a\"\"b\" WHERE name = $2 LIMIT 1")
        #expect(query.binds.count == 2)
    }

    @Test func `stores hostile text as text`() async throws {
        try await Database.withClient { client in
            try await client.query("CREATE TABLE people (name text NOT NULL)")
            let hostile = "Robert'); DROP TABLE people; --"
            try await client.query("INSERT INTO people (name) VALUES (\(hostile))")
            let read = try await client.query("SELECT name FROM people WHERE name = \(hostile)").decodeOnly(String.self)
            #expect(read == hostile)
        }
    }

    @Test func `counts affected rows`() async throws {
        try await Database.withClient { client in
            try await client.query("CREATE TABLE numbers (n bigint NOT NULL)")
            let inserted = try await client.query("INSERT INTO numbers (n) SELECT generate_series(1, 10)")
            let updated = try await client.query("UPDATE numbers SET n = n + 1 WHERE n > \(5)")
            #expect(inserted.affectedRows == 10)
            #expect(updated.affectedRows == 5)
            #expect(updated.isEmpty)
        }
    }

    @Test func `answers a pipeline in order`() async throws {
        try await Database.withClient { client in
            let queries = (0..<500).map { "SELECT \($0)" as PostgresQuery }
            let rows = try await client.pipeline(queries)
            let numbers = try rows.map { try $0.decodeOnly(Int.self) }
            #expect(numbers == Array(0..<500))
        }
    }

    @Test func `undoes a whole pipeline when one statement fails`() async throws {
        try await Database.withClient { client in
            try await client.query("CREATE TABLE numbers (n bigint CONSTRAINT numbers_pkey PRIMARY KEY)")
            let error = await #expect(throws: PostgresError.self) {
                try await client.pipeline([
                    "INSERT INTO numbers (n) VALUES (\(1))", "INSERT INTO numbers (n) VALUES (\(1))",
                    "INSERT INTO numbers (n) VALUES (\(2))", "SELECT n FROM nowhere",
                ])
            }
            #expect(error?.code == .uniqueViolation)
            #expect(error?.constraint == "numbers_pkey")
            let count = try await client.query("SELECT count(*) FROM numbers").decodeOnly(Int.self)
            #expect(count == 0)
        }
    }

    @Test func `keeps the connection after every kind of error`() async throws {
        try await Database.withClient { $0.maximumConnections = 1 } _: { client in
            let before = try await client.withConnection { $0.backendProcessID }
            for sql in ["SELEC 1", "SELECT 1/0", "SELECT * FROM nowhere", "", "SELECT $1", "SELECT 1; SELECT 2"] {
                _ = try? await client.query(PostgresQuery(unsafeSQL: sql))
                _ = try? await client.pipeline([PostgresQuery(unsafeSQL: sql), "SELECT 1"])
            }
            let after = try await client.withConnection { $0.backendProcessID }
            #expect(before == after)
        }
    }

    @Test func `keeps the detail out of the description`() async throws {
        try await Database.withClient { client in
            try await client.query("CREATE TABLE people (name text CONSTRAINT people_pkey PRIMARY KEY)")
            try await client.query("INSERT INTO people (name) VALUES (\("Nguyễn Văn A"))")
            let error = await #expect(throws: PostgresError.self) {
                try await client.query("INSERT INTO people (name) VALUES (\("Nguyễn Văn A"))")
            }
            #expect(error?.sqlState == "23505")
            #expect(error?.table == "people")
            #expect(error?.description.contains("Nguyễn") == false)
            #expect(error?.debugDescription.contains("Nguyễn") == true)
            let cast = await #expect(throws: PostgresError.self) { try await client.query("SELECT \("Nguyễn")::bigint") }
            #expect(cast?.description.contains("Nguyễn") == false)
        }
    }

    @Test func `prepares no more statements than allowed`() async throws {
        try await Database.withClient {
            $0.maximumConnections = 1
            $0.preparedStatementLimit = 5
        } _: { client in
            for round in 1...3 {
                for number in 1...20 {
                    let query = PostgresQuery(unsafeSQL: "SELECT \(number) + \(round > 5 ? 1 : 0)")
                    let found = try await client.query(query).decodeOnly(Int.self)
                    #expect(found == number)
                }
            }
            let count = try await client.query("SELECT count(*) FROM pg_prepared_statements").decodeOnly(Int.self)
            #expect(count == 5)
        }
    }

    @Test func `prepares a statement once for a whole pipeline`() async throws {
        try await Database.withClient { $0.maximumConnections = 1 } _: { client in
            try await client.pipeline((0..<100).map { "SELECT \($0) + 1" as PostgresQuery })
            let count = try await client.query(
                "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1 + 1'"
            ).decodeOnly(Int.self)
            #expect(count == 1)
        }
    }

    @Test func `prepares anew what a change of the table has invalidated`() async throws {
        try await Database.withClient { $0.maximumConnections = 1 } _: { client in
            try await client.query("CREATE TABLE things (id bigint)")
            try await client.query("INSERT INTO things VALUES (1)")
            let star: PostgresQuery = "SELECT * FROM things"
            for _ in 1...3 { try await client.query(star) }
            try await client.query("ALTER TABLE things ADD COLUMN name text")
            let rows = try await client.query(star)
            #expect(rows.columnNames == ["id", "name"])
        }
    }

    @Test func `ends a statement that runs too long`() async throws {
        try await Database.withClient { $0.statementTimeout = .seconds(5) } _: { client in
            await #expect(throws: failure(.timedOut)) { try await client.query("SELECT pg_sleep(600)") }
            try await client.query("SELECT 1")
        }
    }

    @Test func `cancels the statement of a cancelled task and keeps the connection`() async throws {
        try await Database.withClient { $0.maximumConnections = 1 } _: { client in
            let before = try await client.withConnection { $0.backendProcessID }
            let admin = PostgresClient(configuration: try Database.configuration(), logger: .init(label: "test"))
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: failure(.cancelled)) { try await client.query("SELECT pg_sleep(30)") }
                }
                await waitUntilActive(before, admin)
                group.cancelAll()
            }
            let after = try await client.withConnection { $0.backendProcessID }
            #expect(before == after)
            await admin.shutdown()
        }
    }

    @Test func `does not run the statement of a task that is cancelled before`() async throws {
        try await Database.withClient { client in
            try await client.query("CREATE TABLE numbers (n bigint)")
            await withTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask {
                    await #expect(throws: failure(.cancelled)) {
                        try await client.query("INSERT INTO numbers VALUES (1)")
                    }
                }
            }
            let found = try await client.query("SELECT count(*) FROM numbers").decodeOnly(Int.self)
            #expect(found == 0)
        }
    }

    @Test func `cancels on request`() async throws {
        try await Database.withClient { client in
            let admin = PostgresClient(configuration: try Database.configuration(), logger: .init(label: "test"))
            try await client.withConnection { connection in
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        await #expect(throws: failure(.cancelled)) { try await connection.query("SELECT pg_sleep(30)") }
                    }
                    await waitUntilActive(connection.backendProcessID, admin)
                    connection.cancel()
                }
                try await connection.query("SELECT 1")
            }
            await admin.shutdown()
        }
    }

    @Test func `refuses COPY as a statement and survives it`() async throws {
        try await Database.withClient { client in
            try await client.query("CREATE TABLE numbers (n bigint)")
            await #expect(throws: PostgresError.self) { try await client.query("COPY numbers FROM STDIN") }
            await #expect(throws: PostgresError.self) { try await client.query("COPY numbers TO STDOUT") }
            try await client.query("SELECT 1")
        }
    }

    @Test func `runs many statements on one connection from many tasks`() async throws {
        try await Database.withClient { client in
            try await client.withConnection { connection in
                let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 1...100 {
                        group.addTask { try await connection.query("SELECT \(number)").decodeOnly(Int.self) }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(sum == 5050)
            }
        }
    }

    /// Waits until the server itself says that the backend runs a statement.
    private func waitUntilActive(_ backend: Int32, _ admin: PostgresClient) async {
        while true {
            let sql: PostgresQuery = "SELECT count(*) FROM pg_stat_activity WHERE pid = \(backend) AND wait_event = 'PgSleep'"
            if let rows = try? await admin.query(sql), let count = try? rows.decodeOnly(Int.self), count > 0 { return }
        }
    }
}
