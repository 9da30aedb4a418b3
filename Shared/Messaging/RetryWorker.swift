import Clocks
import Logging
import Postgres

/// Handles due retries, of all queues of the service.
struct RetryWorker: Sendable {
    private static let batchLimit = 16

    let consumers: [String]
    let database: PostgresClient
    let processor: EventProcessor
    let added: WakeSignal
    let logger: Logger
    let isStopping: @Sendable () -> Bool

    /// Works until told to stop.
    func run() async throws {
        var nextMeasure = ContinuousClock.now
        while !self.isStopping(), !Task.isCancelled {
            do {
                if try await self.round() > 0 { continue }
                if ContinuousClock.now >= nextMeasure {
                    nextMeasure = .now + .seconds(5)
                    try await self.measure()
                }
            } catch {
                self.logger.debug("Retries wait for the database", metadata: ["error.type": "\(error)"])
            }
            await self.added.wait(upTo: self.processor.configuration.pollInterval)
        }
    }

    /// Takes what is due and handles it.
    ///
    /// - Returns: How many were taken.
    private func round() async throws -> Int {
        let now = self.processor.clock.now()
        let settings = self.processor.configuration
        let leased = try await self.database.withTransaction { transaction in
            try await RetryStore(session: transaction).claim(
                consumers: self.consumers, now: now, leasedUntil: now + settings.lease, limit: Self.batchLimit)
        }
        try await withThrowingDiscardingTaskGroup { group in
            for row in leased {
                group.addTask {
                    let start = ContinuousClock.now
                    let outcome = try await self.processor.handle(row)
                    self.processor.metrics.processed(consumer: row.consumer, outcome: outcome, duration: .now - start)
                }
            }
        }
        return leased.count
    }

    private func measure() async throws {
        let now = self.processor.clock.now()
        let backlog = try await self.database.withTransaction { try await RetryStore(session: $0).backlog(now: now) }
        let quarantined = try await Quarantine(database: self.database, clock: self.processor.clock).counts()
        self.processor.metrics.backlog(
            pending: backlog.pending, oldestDueAgeSeconds: backlog.oldestDueAgeSeconds, quarantined: quarantined,
            consumers: self.consumers)
    }
}
