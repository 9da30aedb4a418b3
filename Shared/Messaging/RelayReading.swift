import Logging
import Postgres

/// One look into the log, done beside the sending of what was read before.
struct RelayReading: Sendable {
    /// What a look brought.
    struct Found: Sendable {
        /// nil when nothing new was visible.
        let page: EventLogReader.Page?
        /// Whether another instance waits for the lock; nil when nobody asked.
        let isShared: Bool?
    }

    let connection: PostgresConnection
    let lock: RelayLock
    let logger: Logger
    /// Everything visible here has been read.
    let seen: String
    /// The page before, when it was not the last of its snapshot.
    let before: EventLogReader.Page?
    let limit: Int
    let asksForRivals: Bool
    let addsPartitions: Bool

    func run() async throws -> Found {
        let reader = EventLogReader(session: self.connection)
        if let before {
            return Found(page: try await reader.page(since: self.seen, after: before, limit: self.limit), isShared: nil)
        }
        let isShared = self.asksForRivals ? try await self.lock.isWanted() : nil
        if self.addsPartitions { try await self.addPartitions() }
        return Found(page: try await reader.page(since: self.seen, limit: self.limit), isShared: isShared)
    }

    /// A missing partition is no reason to stop: the default partition takes the rows.
    private func addPartitions() async throws {
        do {
            try await self.connection.query("SELECT messaging_add_partitions(2)")
        } catch {
            guard error.code != .connectionLost else { throw error }
            self.logger.warning(
                "Partitions of the event log could not be added", metadata: ["error.type": "\(error.code)"])
        }
    }
}
