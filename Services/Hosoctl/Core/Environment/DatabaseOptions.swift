import ArgumentParser
import Clocks
import Foundation
import Logging
import Postgres

/// How to reach the database as the owner of the cluster.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "Máy chủ PostgreSQL / host of PostgreSQL (HOSO_DATABASE_HOST).")
    var databaseHost: String?
    @Option(help: "Cổng PostgreSQL / port of PostgreSQL (HOSO_DATABASE_PORT).")
    var databasePort: Int?
    @Option(help: "Tên cơ sở dữ liệu / name of the database (HOSO_DATABASE_NAME).")
    var databaseName: String?
    @Option(help: "Vai trò chủ sở hữu cụm / role that owns the cluster (hoso_admin).")
    var databaseUser: String?
    @Option(help: "Tệp mật khẩu / file with the password (HOSO_DIR/secrets/database_admin_password).")
    var databasePasswordFile: String?

    /// The configuration; options win over the environment.
    ///
    /// - Parameter searchPath: The schema whose tables are meant by bare names; nil = none.
    func configuration(_ environment: SuiteEnvironment, searchPath: String? = nil) throws -> PostgresConfiguration {
        let host = try self.databaseHost ?? environment.required("HOSO_DATABASE_HOST")
        let port = try self.databasePort ?? environment.port("HOSO_DATABASE_PORT", default: 5432)
        var configuration = PostgresConfiguration(
            host: host, port: port, database: self.databaseName ?? environment["HOSO_DATABASE_NAME"] ?? "hoso",
            username: self.databaseUser ?? "hoso_admin")
        if let file = self.databasePasswordFile {
            configuration.password = try SecretText.read(file)
        } else {
            configuration.password = try environment.secret("database_admin_password") ?? environment["PGPASSWORD"]
        }
        configuration.searchPath = searchPath
        configuration.maximumConnections = 4
        configuration.applicationName = "hosoctl"
        configuration.acquireTimeout = .seconds(5)
        configuration.statementTimeout = .seconds(300)
        return configuration
    }
}

extension PostgresClient {
    /// Runs a body with a client that lives as long as the body.
    ///
    /// - Throws: What the body throws; ``CommandFailure`` when the database cannot be reached.
    static func with<Result: Sendable>(
        _ configuration: PostgresConfiguration, _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        let client = PostgresClient(configuration: configuration, logger: .quiet)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            do {
                let result = try await body(client)
                await client.shutdown()
                return result
            } catch let error as PostgresError {
                throw CommandFailure(error, configuration)
            }
        }
    }
}

extension Logger {
    /// A command line tells people, it does not log.
    static var quiet: Logger { Logger(label: "hosoctl", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
