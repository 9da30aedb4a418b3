import Clocks
public import Logging
public import Migrations
public import Postgres

/// The private database of a test run, with a schema of its own for each test.
public enum TestDatabase {
    /// What a test has to say it says by failing.
    public static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// How to reach it as the owner of the cluster.
    ///
    /// - Parameter schema: Becomes the search path; nil = `public`.
    public static func configuration(
        schema: String? = nil, maximumConnections: Int = 8
    ) throws(TestStackMissing) -> PostgresConfiguration {
        let port = try TestStack.value("HOSO_TEST_DATABASE_PORT")
        guard let number = Int(port) else { throw TestStackMissing(variable: "HOSO_TEST_DATABASE_PORT") }
        var configuration = PostgresConfiguration(
            host: try TestStack.value("HOSO_TEST_DATABASE_HOST"), port: number,
            database: try TestStack.value("HOSO_TEST_DATABASE_NAME"),
            username: try TestStack.value("HOSO_TEST_DATABASE_USER"))
        configuration.password = try TestStack.value("HOSO_TEST_DATABASE_PASSWORD")
        configuration.searchPath = schema
        configuration.maximumConnections = maximumConnections
        // All tests of a target run at once; connecting, a turn and a statement that migrates may take long on a small machine.
        configuration.connectTimeout = .seconds(120)
        configuration.acquireTimeout = .seconds(600)
        configuration.statementTimeout = .seconds(600)
        return configuration
    }

    /// Runs a body with a client whose schema has just been made and migrated; both are gone afterwards.
    @discardableResult
    public static func withSchema<Result: Sendable>(
        migrations: [Migration] = [], maximumConnections: Int = 8,
        _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        let schema = "test_" + UUIDv7Source().next().description.replacing("-", with: "")
        let client = PostgresClient(
            configuration: try Self.configuration(schema: schema, maximumConnections: maximumConnections),
            logger: Self.quiet)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            let result: Swift.Result<Result, any Error>
            do {
                _ = try await client.query("CREATE SCHEMA \(identifier: schema)")
                _ = try await Migrator(client: client, schema: schema, logger: Self.quiet).apply(migrations)
                result = .success(try await body(client))
            } catch {
                result = .failure(error)
            }
            do {
                _ = try await client.query("DROP SCHEMA IF EXISTS \(identifier: schema) CASCADE")
            } catch {
                // What the test says comes before what the broom says.
                _ = try result.get()
                throw error
            }
            await client.shutdown()
            group.cancelAll()
            return try result.get()
        }
    }
}
