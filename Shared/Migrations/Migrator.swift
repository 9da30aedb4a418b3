public import Logging
public import Postgres

/// Brings one schema to the state that a list of migrations describes.
///
/// What was applied is written in the table `hoso_migrations` of the schema, with a SHA-256 of each file. An advisory
/// lock keyed by the schema's name lets several processes start at once: one migrates, the others wait and then find
/// nothing to do.
public struct Migrator: Sendable {
    private let client: PostgresClient
    private let schema: String
    private let logger: Logger

    /// Creates a migrator; nothing is done yet.
    ///
    /// - Parameters:
    ///   - client: The database.
    ///   - schema: The schema; it is made when it does not exist and the role may do so.
    ///   - logger: Told of every migration that was applied.
    public init(client: PostgresClient, schema: String, logger: Logger) {
        self.client = client
        self.schema = schema
        self.logger = logger
    }

    /// Says what ``apply(_:)`` would do, and changes nothing.
    ///
    /// - Parameter migrations: All migrations of the schema, in any order.
    /// - Returns: The migrations that are outstanding, in order.
    /// - Throws: ``MigrationError`` when what was applied and what is given do not fit together;
    ///   ``PostgresError`` when the database does not answer.
    public func plan(_ migrations: [Migration]) async throws -> [Migration] {
        let ordered = try MigrationPlan.ordered(migrations)
        let names = try self.names()
        return try await self.client.withConnection { connection in
            guard try await names.tableExists(connection) else { return ordered }
            return try MigrationPlan.outstanding(ordered, applied: try await names.applied(connection))
        }
    }

    /// Applies what is outstanding: each migration in a transaction of its own, in order.
    ///
    /// A migration that fails is rolled back as a whole; those before it stay applied.
    ///
    /// - Parameter migrations: All migrations of the schema, in any order.
    /// - Returns: The migrations that were applied by this call, in order.
    /// - Throws: As ``plan(_:)``; `.failed` when PostgreSQL refuses a statement; `.noSchema` when there is no schema and
    ///   the role may not make one.
    public func apply(_ migrations: [Migration]) async throws -> [Migration] {
        let ordered = try MigrationPlan.ordered(migrations)
        let names = try self.names()
        return try await self.client.withConnection { connection in
            try await names.lock(connection)
            do {
                let applied = try await self.applyLocked(ordered, names, connection)
                try await names.unlock(connection)
                return applied
            } catch {
                // The lock belongs to the session: without it nobody else could migrate while the pool lives.
                await names.unlockAfterFailure(connection)
                throw error
            }
        }
    }

    private func names() throws(MigrationError) -> MigrationTable {
        guard let table = MigrationTable(schema: self.schema) else {
            throw MigrationError(
                code: .badSchemaName,
                message: "The schema's name \"\(self.schema)\" cannot be used. "
                    + "Use a-z, 0-9 and _, starting with a letter, at most 63 characters.")
        }
        return table
    }

    private func applyLocked(
        _ ordered: [Migration], _ names: MigrationTable, _ connection: PostgresConnection
    ) async throws -> [Migration] {
        try await names.create(connection)
        let outstanding = try MigrationPlan.outstanding(ordered, applied: try await names.applied(connection))
        for migration in outstanding {
            try await self.apply(migration, names, connection)
            self.logger.info(
                "migrated", metadata: ["schema": "\(self.schema)", "migration": "\(migration.fileName)"])
        }
        return outstanding
    }

    private func apply(
        _ migration: Migration, _ names: MigrationTable, _ connection: PostgresConnection
    ) async throws {
        do {
            try await connection.withTransaction { transaction in
                // Names without a schema mean this one, in the migration and nowhere else.
                try await transaction.query(
                    "SELECT set_config('search_path', \(names.searchPath), true), set_config('statement_timeout', '0', true)")
                if migration.makesExtension { try await names.lockExtensions(transaction) }
                try await transaction.script(unsafeSQL: migration.sql)
                try await names.record(migration, transaction)
            }
        } catch let error as PostgresError where error.code != .connectionLost && error.code != .commitUnknown {
            throw MigrationError(
                code: .failed,
                message: "\(migration.fileName) failed in schema \(self.schema) and was rolled back: \(error.message)"
                    + "\(error.sqlState.map { " (SQLSTATE \($0))" } ?? ""). Correct the file and start again.",
                cause: error)
        }
    }
}
