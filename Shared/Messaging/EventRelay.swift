public import AMQP
public import Logging
public import Postgres
public import ServiceLifecycle
import Synchronization

/// Publishes what stands in the event log: persistent, mandatory, confirmed, in order per key, for ever.
///
/// One relay per schema is active; it holds an advisory lock on a connection of its own, on which it also reads and
/// moves the cursor, so that losing the connection ends its right to do either. Other instances wait for the lock;
/// their commits are found by reading. See decision 0004.
public final class EventRelay: Service {
    let configuration: RelayConfiguration
    let log: EventLog
    let database: PostgresClient
    let broker: AMQPClient
    let logger: Logger
    let metrics = RelayMetrics()
    let isStopping = Atomic<Bool>(false)

    /// Makes a relay for the log that the process appends to.
    ///
    /// - Parameters:
    ///   - log: The same value that ``EventLog/append(_:in:)`` is called on.
    ///   - database: Says where the log is; the relay opens one connection of its own besides.
    ///   - broker: Only used to publish.
    ///   - configuration: How to work.
    ///   - logger: Where to tell of trouble.
    public init(
        log: EventLog, database: PostgresClient, broker: AMQPClient, configuration: RelayConfiguration, logger: Logger
    ) {
        self.log = log
        self.database = database
        self.broker = broker
        self.configuration = configuration
        self.logger = logger
    }

    /// Publishes until graceful shutdown or cancellation.
    ///
    /// Losing the database or the broker ends nothing: it waits and goes on from the durable cursor. On graceful
    /// shutdown it publishes what is committed already, as far as `drain` allows.
    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { try await self.measure() }
                try await self.sessions()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.isStopping.store(true, ordering: .relaxed)
            self.log.committed.raise()
        }
    }

    var isActive: Bool { !self.isStopping.load(ordering: .relaxed) && !Task.isCancelled }

    /// One session after the other, each on a new connection.
    private func sessions() async throws {
        var failures = 0
        while self.isActive {
            do {
                try await self.session()
                failures = 0
            } catch {
                guard !Task.isCancelled else { return }
                failures += 1
                self.logger.debug("The event relay starts again", metadata: ["error.type": "\(error)"])
                await self.log.committed.wait(upTo: self.configuration.pause(afterFailures: failures))
            }
        }
    }

    /// Waits for the lock, publishes until told to stop, and gives the connection, and with it the lock, back.
    private func session() async throws {
        var configuration = self.database.configuration
        configuration.maximumConnections = 1
        configuration.applicationName += " relay"
        let own = PostgresClient(configuration: configuration, logger: self.logger)
        do {
            try await own.withConnection { connection in
                let lock = RelayLock(connection: connection)
                try await lock.acquire(while: { self.isActive })
                guard self.isActive else { return }
                var session = RelaySession(relay: self, connection: connection, lock: lock)
                try await session.run()
            }
        } catch {
            await own.shutdown()
            throw error
        }
        await own.shutdown()
    }

    /// Counts what is not yet behind the cursor, until cancelled. The figure is right on every instance.
    private func measure() async throws {
        while !Task.isCancelled {
            do {
                try await self.metrics.record(try await RelayLag.read(self.database))
            } catch is PostgresError {
                // Without the database there is nothing to count; readiness tells of that.
            }
            do {
                try await Task.sleep(for: self.configuration.measureInterval)
            } catch {
                return
            }
        }
    }
}
