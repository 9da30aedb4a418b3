import Postgres

/// The advisory lock that makes one relay per schema the active one.
///
/// A session lock: it is released when its connection ends, however that happens.
struct RelayLock {
    /// How long one attempt waits before it looks whether the process stops.
    private static let attemptLimit = "2s"

    let connection: PostgresConnection

    /// Waits for the lock while the condition holds.
    func acquire(while condition: () -> Bool) async throws {
        // 1. xid8 has no statistics the planner could use: without this it would scan the whole log for a few rows.
        // 2. Nothing is written here but the cursor. A move that a crash of the server forgets is no loss: what it stood
        //    for is sent again, and inboxes drop it. Waiting for the disk would be.
        try await self.connection.query(
            """
            SELECT
                set_config('lock_timeout', \(Self.attemptLimit), false),
                set_config('enable_seqscan', 'off', false),
                set_config('synchronous_commit', 'off', false)
            """)
        while condition() {
            do {
                try await self.connection.query("SELECT pg_advisory_lock(\(unsafeSQL: Self.key))")
                return
            } catch {
                guard error.code == .lockNotAvailable else { throw error }
            }
        }
    }

    /// Whether another instance waits for the lock.
    func isWanted() async throws -> Bool {
        try await self.connection.query(
            """
            SELECT EXISTS (
                SELECT FROM pg_locks
                WHERE locktype = 'advisory'
                    AND NOT granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND objsubid = 1
                    AND (classid::bigint << 32) | objid::bigint = \(unsafeSQL: Self.key)
            )
            """
        ).decodeOnly(Bool.self)
    }

    private static let key = "hashtextextended('hoso event relay ' || current_schema(), 0)"
}
