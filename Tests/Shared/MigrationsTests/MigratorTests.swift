import Foundation
import Logging
import Migrations
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10)))
struct MigratorTests {
    private struct Missing: Error, CustomStringConvertible {
        let description = "HOSO_TEST_DATABASE_… is not set: run `make test`, or `deploy/local/stack up DIR` and its env"
    }

    private let logger = Logger(label: "test")
    private let schema = "migrated_\(UInt64.random(in: .min ... .max))"

    private func withClient(
        _ change: (inout PostgresConfiguration) -> Void = { _ in }, _ body: (PostgresClient) async throws -> Void
    ) async throws {
        let environment = ProcessInfo.processInfo.environment
        func value(_ name: String) throws -> String {
            guard let value = environment["HOSO_TEST_DATABASE_\(name)"] else { throw Missing() }
            return value
        }
        var configuration = PostgresConfiguration(
            host: try value("HOST"), port: Int(try value("PORT")) ?? 0, database: try value("NAME"),
            username: try value("USER"), password: try value("PASSWORD"), maximumConnections: 4)
        change(&configuration)
        let client = PostgresClient(configuration: configuration, logger: self.logger)
        do {
            try await body(client)
        } catch {
            _ = try? await client.query("DROP SCHEMA IF EXISTS \(identifier: self.schema) CASCADE")
            await client.shutdown()
            throw error
        }
        _ = try? await client.query("DROP SCHEMA IF EXISTS \(identifier: self.schema) CASCADE")
        await client.shutdown()
    }

    private let steps = [
        Migration(
            version: 1, name: "create_papers",
            sql: "CREATE TABLE papers (id bigint NOT NULL, CONSTRAINT papers_pkey PRIMARY KEY (id));\n"
                + "INSERT INTO papers (id) VALUES (1); INSERT INTO papers (id) VALUES (2);"),
        Migration(version: 2, name: "add_owner", sql: "-- Chủ giấy tờ\nALTER TABLE papers ADD COLUMN owner text;"),
    ]

    @Test func `makes the schema and applies every migration once, in order`() async throws {
        try await withClient { client in
            let migrator = Migrator(client: client, schema: schema, logger: logger)

            let planned = try await migrator.plan(steps)
            let first = try await migrator.apply(steps.reversed())
            let second = try await migrator.apply(steps)

            #expect(planned == steps)
            #expect(first == steps)
            #expect(second.isEmpty)
            let found = try await migrator.plan(steps)
            #expect(found.isEmpty)
            let count = try await client.query("SELECT count(owner) + count(*) FROM \(identifier: schema).papers")
                .decodeOnly(Int.self)
            #expect(count == 2)
        }
    }

    @Test func `changes nothing when it only plans`() async throws {
        try await withClient { client in
            _ = try await Migrator(client: client, schema: schema, logger: logger).plan(steps)
            let count = try await client.query("SELECT count(*) FROM pg_namespace WHERE nspname = \(schema)")
                .decodeOnly(Int.self)
            #expect(count == 0)
        }
    }

    @Test func `rolls back the migration that fails and keeps those before it`() async throws {
        try await withClient { client in
            let migrator = Migrator(client: client, schema: schema, logger: logger)
            let broken = Migration(version: 2, name: "break", sql: "CREATE TABLE half (id bigint); SELECT nowhere;")

            let error = await #expect(throws: MigrationError.self) { try await migrator.apply([steps[0], broken]) }

            #expect(error?.code == .failed)
            #expect(error?.message.contains("0002_break.sql") == true)
            let found = try await migrator.plan(steps)
            #expect(found == [steps[1]])
            let count = try await client.query(
                "SELECT count(*) FROM pg_tables WHERE schemaname = \(schema) AND tablename = 'half'"
            ).decodeOnly(Int.self)
            #expect(count == 0)
            let repaired = try await migrator.apply(steps)
            #expect(repaired == [steps[1]])
        }
    }

    @Test func `refuses a file that was changed after it was applied`() async throws {
        try await withClient { client in
            let migrator = Migrator(client: client, schema: schema, logger: logger)
            _ = try await migrator.apply(steps)
            let changed = Migration(version: 1, name: "create_papers", sql: steps[0].sql + " ")
            await #expect(throws: MigrationError(code: .changed, message: "")) {
                try await migrator.apply([changed, steps[1]])
            }
            await #expect(throws: MigrationError(code: .missing, message: "")) { try await migrator.plan([steps[0]]) }
        }
    }

    @Test func `applies each migration once when eight start at the same time`() async throws {
        try await withClient { client in
            let migrator = Migrator(client: client, schema: schema, logger: logger)
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...8 { group.addTask { try await migrator.apply(steps).count } }
                return try await group.reduce(0, +)
            }
            #expect(applied == 2)
        }
    }

    @Test func `schemas of a fresh database that start at the same time make an extension once`() async throws {
        let database = "fresh_\(UInt64.random(in: .min ... .max))"
        try await withClient { admin in
            try await admin.query("CREATE DATABASE \(identifier: database)")
            do {
                try await withClient {
                    $0.database = database
                    $0.maximumConnections = 6
                } _: { client in
                    // The pause keeps each transaction open for so long that all would meet without the lock.
                    let step = Migration(
                        version: 1, name: "make_extension",
                        sql: "CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public; SELECT pg_sleep(0.1);")
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in 1...6 {
                            let migrator = Migrator(client: client, schema: "schema_\(number)", logger: self.logger)
                            group.addTask { _ = try await migrator.apply([step]) }
                        }
                        try await group.waitForAll()
                    }

                    let count = try await client.query("SELECT count(*) FROM pg_extension WHERE extname = 'unaccent'")
                        .decodeOnly(Int64.self)
                    #expect(count == 1)
                }
            } catch {
                _ = try? await admin.query("DROP DATABASE \(identifier: database) WITH (FORCE)")
                throw error
            }
            try await admin.query("DROP DATABASE \(identifier: database) WITH (FORCE)")
        }
    }

    @Test func `says what to do when the role may not make the schema`() async throws {
        try await withClient { admin in
            let role = "clerk_\(UInt64.random(in: .min ... .max))"
            try await admin.query("CREATE ROLE \(identifier: role) LOGIN PASSWORD 'clerk'")
            try await withClient {
                $0.username = role
                $0.password = "clerk"
            } _: { client in
                let migrator = Migrator(client: client, schema: schema, logger: logger)
                let error = await #expect(throws: MigrationError.self) { try await migrator.apply(steps) }
                #expect(error?.code == .noSchema)
                #expect(error?.message.contains("CREATE SCHEMA") == true)
            }
            try await admin.query("DROP ROLE \(identifier: role)")
        }
    }

    @Test(arguments: ["", "Intake", "1x", "a-b", "a\"b", "a;b", "số", String(repeating: "a", count: 64)])
    func `refuses a schema name that would have to be quoted`(_ name: String) async throws {
        try await withClient { client in
            let migrator = Migrator(client: client, schema: name, logger: logger)
            await #expect(throws: MigrationError(code: .badSchemaName, message: "")) { try await migrator.apply(steps) }
        }
    }
}
