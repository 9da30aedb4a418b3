import AMQP
import Logging
import Postgres

/// The time during which a relay holds the lock: reads, publishes, moves the cursor.
struct RelaySession {
    private let relay: EventRelay
    private let lock: RelayLock
    private let reader: EventLogReader
    private var queue = RelayQueue()
    /// Everything visible here has been read.
    private var seen = ""
    /// Set while a reading has further pages: its snapshot and the last position read.
    private var unfinished: (snapshot: String, position: Int64)?
    private var nextReading: ContinuousClock.Instant
    private var isShared = false
    private var nextUpkeep: ContinuousClock.Instant = .now
    private var warned: Set<String> = []

    init(relay: EventRelay, connection: PostgresConnection, lock: RelayLock) {
        self.relay = relay
        self.lock = lock
        self.reader = EventLogReader(session: connection, pageLimit: relay.configuration.memoryLimit)
        self.nextReading = .now
    }

    /// Publishes until the relay stops; on a graceful stop as long as there is something left and time.
    mutating func run() async throws {
        self.seen = try await self.reader.cursor()
        var deadline: ContinuousClock.Instant?
        while !Task.isCancelled {
            if !self.relay.isActive, deadline == nil {
                // The last reading, and a while to have it confirmed.
                deadline = .now + self.relay.configuration.drain
                self.nextReading = .now
            }
            try await self.readIfDue()
            let sent = try await self.publish()
            if let deadline, ContinuousClock.now >= deadline || (self.queue.count == 0 && self.unfinished == nil) { return }
            if !sent, self.unfinished == nil { await self.rest(until: deadline) }
        }
    }

    /// Waits for a commit, the next reading or the next event that is due again.
    private func rest(until deadline: ContinuousClock.Instant?) async {
        let wake = [self.nextReading, self.queue.nextDue, deadline].compactMap { $0 }.min() ?? self.nextReading
        let pause = wake - .now
        if pause > .zero { await self.relay.log.committed.wait(upTo: pause) }
    }

    private mutating func readIfDue() async throws {
        guard self.queue.count < self.relay.configuration.memoryLimit else { return }
        if self.unfinished == nil {
            let isTold = self.relay.log.committed.take()
            guard isTold || ContinuousClock.now >= self.nextReading else { return }
            try await self.planNextReading()
            let now = try await self.reader.snapshot()
            guard now != self.seen else { return }
            self.unfinished = (now, 0)
        }
        guard let unfinished = self.unfinished else { return }
        let rows = try await self.reader.page(from: self.seen, to: unfinished.snapshot, after: unfinished.position)
        let isLast = rows.count < self.reader.pageLimit
        self.queue.add(rows, snapshot: unfinished.snapshot, isLast: isLast)
        self.unfinished = isLast ? nil : rows.last.map { (unfinished.snapshot, $0.position) }
        if isLast { self.seen = unfinished.snapshot }
    }

    /// Another instance's commits are not told, only found: while there is one, reading is frequent.
    private mutating func planNextReading() async throws {
        let settings = self.relay.configuration
        if ContinuousClock.now >= self.nextReading { self.isShared = try await self.lock.isWanted() }
        if ContinuousClock.now >= self.nextUpkeep {
            try await self.addPartitions()
            self.nextUpkeep = .now + .seconds(12 * 3600)
        }
        self.nextReading = .now + (self.isShared ? settings.sharedInterval : settings.recoveryInterval)
    }

    /// A missing partition is no reason to stop: the default partition takes the rows.
    private func addPartitions() async throws {
        do {
            try await self.reader.session.query("SELECT messaging_add_partitions(2)")
        } catch {
            guard error.code != .connectionLost else { throw error }
            self.relay.logger.warning(
                "Partitions of the event log could not be added", metadata: ["error.type": "\(error.code)"])
        }
    }

    /// Sends what may be sent and moves the cursor over what is confirmed.
    ///
    /// - Returns: Whether anything was sent.
    private mutating func publish() async throws -> Bool {
        let batch = self.queue.take(limit: self.relay.configuration.window, now: .now)
        if !batch.isEmpty {
            let source = self.relay.configuration.source
            let exchange = self.relay.configuration.exchange
            let messages = batch.map { EventEnvelope.message($0.event, source: source, exchange: exchange) }
            let outcomes = await self.relay.broker.publish(contentsOf: messages)
            for (index, logged) in batch.enumerated() {
                // An outcome that is missing counts as unknown.
                let lost = AMQPError(code: .connectionLost, message: "no outcome was reported")
                self.settle(logged, index < outcomes.count ? outcomes[index] : lost)
            }
        }
        if let cursor = self.queue.takeCursor() { try await self.reader.moveCursor(to: cursor) }
        return !batch.isEmpty
    }

    private mutating func settle(_ logged: LoggedEvent, _ error: AMQPError?) {
        let result = PublishResult(error)
        self.relay.metrics.count(result, by: 1)
        guard let error else {
            self.queue.confirm(logged.position)
            self.warned.remove(logged.event.name)
            return
        }
        let settings = self.relay.configuration
        self.queue.fail(logged.position) { .now + settings.pause(afterFailures: $0) }
        // Once per name and kind of trouble; it is sent again for ever, and the metrics keep counting.
        guard result != .timeout, self.warned.insert(logged.event.name).inserted else { return }
        self.relay.logger.warning(
            "An event is not accepted by the broker and is sent again",
            metadata: [
                "msg.id": "\(logged.event.id)", "event.name": "\(logged.event.name)", "error.type": "\(error.code)",
            ])
    }
}
