import Postgres

/// The table `hoso_migrations` of one schema, and the lock that goes with it.
struct MigrationTable: Sendable {
    private let schema: String

    /// nil when the name is not made of `a-z`, `0-9` and `_`.
    init?(schema: String) {
        guard schema.wholeMatch(of: /[a-z_][a-z0-9_]{0,62}/) != nil else { return nil }
        self.schema = schema
    }

    /// The schema as a value for `search_path`.
    var searchPath: String { "\"\(self.schema)\"" }

    /// Waits until nobody else migrates this schema.
    func lock(_ session: some PostgresSession) async throws(PostgresError) {
        // Waiting for another process is no fault, however long its migrations take.
        try await session.query("SET statement_timeout = 0")
        try await session.query("SELECT pg_advisory_lock(hashtextextended(\("hoso.migrations." + self.schema), 0))")
    }

    /// Lets the next one migrate.
    func unlock(_ session: some PostgresSession) async throws(PostgresError) {
        try await session.query("SELECT pg_advisory_unlock(hashtextextended(\("hoso.migrations." + self.schema), 0))")
        try await session.query("RESET statement_timeout")
    }

    /// The same after a failure, which is the one that counts.
    func unlockAfterFailure(_ connection: PostgresConnection) async {
        do throws(PostgresError) {
            try await self.unlock(connection)
        } catch {
            // The server drops the lock with the session.
            connection.close()
        }
    }

    /// Waits until no other schema of the database makes an extension, and keeps others from it until COMMIT.
    ///
    /// An extension belongs to the whole database, and `CREATE EXTENSION IF NOT EXISTS` fails with a broken unique index
    /// when another session makes the same one at the same time.
    func lockExtensions(_ session: some PostgresSession) async throws(PostgresError) {
        try await session.query("SELECT pg_advisory_xact_lock(hashtextextended('hoso.migrations extensions', 0))")
    }

    func tableExists(_ session: some PostgresSession) async throws(PostgresError) -> Bool {
        try await session.query(
            """
            SELECT EXISTS (
                SELECT FROM pg_catalog.pg_tables
                WHERE schemaname = \(self.schema) AND tablename = 'hoso_migrations'
            )
            """
        ).decodeOnly(Bool.self)
    }

    /// What was applied, in order.
    func applied(_ session: some PostgresSession) async throws(PostgresError) -> [MigrationPlan.Applied] {
        let rows = try await session.query(
            "SELECT version, name, checksum_sha256 FROM \(identifier: self.schema).hoso_migrations ORDER BY version")
        var applied: [MigrationPlan.Applied] = []
        for row in rows {
            let (version, name, checksum) = try row.decode((Int, String, [UInt8]).self)
            applied.append(MigrationPlan.Applied(version: version, name: name, checksum: checksum))
        }
        return applied
    }

    func record(_ migration: Migration, _ session: some PostgresSession) async throws(PostgresError) {
        try await session.query(
            """
            INSERT INTO \(identifier: self.schema).hoso_migrations (version, name, checksum_sha256)
            VALUES (\(migration.version), \(migration.name), \(migration.checksum))
            """)
    }

    /// Makes the schema and the table when they do not exist.
    func create(_ session: some PostgresSession) async throws {
        let exists = try await session.query(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = \(self.schema))"
        ).decodeOnly(Bool.self)
        if !exists { try await self.createSchema(session) }
        guard try await !self.tableExists(session) else { return }
        try await session.query(
            """
            CREATE TABLE \(identifier: self.schema).hoso_migrations (
                version         bigint      NOT NULL,
                name            text        NOT NULL,
                checksum_sha256 bytea       NOT NULL,
                applied_at      timestamptz NOT NULL DEFAULT clock_timestamp(),

                CONSTRAINT hoso_migrations_pkey PRIMARY KEY (version),
                CONSTRAINT hoso_migrations_checksum_length CHECK (octet_length(checksum_sha256) = 32)
            )
            """)
    }

    private func createSchema(_ session: some PostgresSession) async throws {
        do throws(PostgresError) {
            try await session.query("CREATE SCHEMA \(identifier: self.schema)")
        } catch {
            guard error.code == .insufficientPrivilege else { throw error }
            throw MigrationError(
                code: .noSchema,
                message: "The schema \(self.schema) does not exist and this role may not create it. "
                    + "As the owner of the database: CREATE SCHEMA \(self.schema) AUTHORIZATION <role of the service>.",
                cause: error)
        }
    }
}
