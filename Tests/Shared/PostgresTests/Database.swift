import Foundation
import Logging
import Postgres
import Testing

/// The private database of the test stack, and schemas of a test's own.
enum Database {
    struct Missing: Error, CustomStringConvertible {
        let description = "HOSO_TEST_DATABASE_… is not set: run `make test`, or `deploy/local/stack up DIR` and its env"
    }

    static func configuration(schema: String? = nil) throws -> PostgresConfiguration {
        let environment = ProcessInfo.processInfo.environment
        func value(_ name: String) throws -> String {
            guard let value = environment["HOSO_TEST_DATABASE_\(name)"] else { throw Missing() }
            return value
        }
        var configuration = PostgresConfiguration(
            host: try value("HOST"), port: Int(try value("PORT")) ?? 0, database: try value("NAME"),
            username: try value("USER"), password: try value("PASSWORD"), searchPath: schema, maximumConnections: 4,
            applicationName: "hoso-tests", statementTimeout: .seconds(120))
        // Connecting takes long on a small machine where all tests run at once.
        configuration.connectTimeout = .seconds(120)
        configuration.acquireTimeout = .seconds(120)
        return configuration
    }

    /// Runs a test with a client on a schema of its own, which is dropped afterwards.
    @discardableResult
    static func withClient<Result: Sendable>(
        _ change: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        let schema = "test_\(UInt64.random(in: .min ... .max))"
        let admin = PostgresClient(configuration: try self.configuration(), logger: Logger(label: "test"))
        try await admin.query("CREATE SCHEMA \(identifier: schema)")
        var configuration = try self.configuration(schema: schema)
        change(&configuration)
        let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
        func end() async throws {
            await client.shutdown()
            try await admin.query("DROP SCHEMA \(identifier: schema) CASCADE")
            await admin.shutdown()
        }
        do {
            let result = try await body(client)
            try await end()
            return result
        } catch {
            try? await end()
            throw error
        }
    }
}

/// The error of a code, for `#expect(throws:)`.
func failure(_ code: PostgresError.Code) -> PostgresError {
    PostgresError(code: code, message: "")
}
