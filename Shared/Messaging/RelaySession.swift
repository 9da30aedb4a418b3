import AMQP
import Logging
import Postgres

/// The time during which a relay holds the lock: reads, publishes, moves the cursor, all three side by side.
struct RelaySession {
    /// Something that was begun and has ended.
    private enum Step: Sendable {
        case found(RelayReading.Found)
        case sent([LoggedEvent], [AMQPError?])
        case moved
    }

    /// The first page is small, so that sending begins while the next is read.
    private static let firstPageLimit = 1_000

    private let relay: EventRelay
    private let connection: PostgresConnection
    private let lock: RelayLock
    private var queue = RelayQueue()
    /// Everything visible here has been read.
    private var seen = ""
    /// The last page read, while its snapshot has further ones.
    private var unfinished: EventLogReader.Page?
    private var isReading = false
    private var isMoving = false
    private var onTheWire = 0
    private var nextReading: ContinuousClock.Instant
    private var isShared = false
    private var nextUpkeep: ContinuousClock.Instant = .now
    private var warned: Set<String> = []

    init(relay: EventRelay, connection: PostgresConnection, lock: RelayLock) {
        self.relay = relay
        self.lock = lock
        self.connection = connection
        self.nextReading = .now
    }

    /// Publishes until the relay stops; on a graceful stop as long as there is something left and time.
    mutating func run() async throws {
        self.seen = try await EventLogReader(session: self.connection).cursor()
        try await withThrowingTaskGroup(of: Step.self) { group in
            var deadline: ContinuousClock.Instant?
            while !Task.isCancelled {
                if !self.relay.isActive, deadline == nil {
                    // The last reading, and a while to have it confirmed.
                    deadline = .now + self.relay.configuration.drain
                    self.nextReading = .now
                }
                self.read(&group)
                self.send(&group)
                self.moveCursor(&group)
                if let deadline, self.isDone || ContinuousClock.now >= deadline { break }
                if self.isBusy {
                    if let step = try await group.next() { self.take(step) }
                } else {
                    await self.rest(until: deadline)
                }
            }
            group.cancelAll()
        }
    }

    private var isBusy: Bool { self.onTheWire > 0 || self.isReading || self.isMoving }

    private var isDone: Bool { !self.isBusy && self.queue.count == 0 && self.unfinished == nil }

    /// Waits for a commit, the next reading or the next event that is due again.
    private func rest(until deadline: ContinuousClock.Instant?) async {
        let wake = [self.nextReading, self.queue.nextDue, deadline].compactMap { $0 }.min() ?? self.nextReading
        let pause = wake - .now
        if pause > .zero { await self.relay.log.committed.wait(upTo: pause) }
    }

    /// Begins to read when there is a reason to and room for more.
    private mutating func read(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        let pageLimit = max(1, self.relay.configuration.memoryLimit / 2)
        guard !self.isReading, self.queue.count <= self.relay.configuration.memoryLimit - pageLimit else { return }
        let now = ContinuousClock.now
        let isRegular = now >= self.nextReading
        if self.unfinished == nil {
            let isTold = self.relay.log.committed.take()
            guard isTold || isRegular else { return }
        }
        let reading = RelayReading(
            connection: self.connection, lock: self.lock, logger: self.relay.logger, seen: self.seen,
            before: self.unfinished, limit: self.unfinished == nil ? min(pageLimit, Self.firstPageLimit) : pageLimit,
            asksForRivals: isRegular, addsPartitions: now >= self.nextUpkeep)
        if reading.before == nil, reading.addsPartitions { self.nextUpkeep = now + .seconds(12 * 3600) }
        self.isReading = true
        group.addTask { .found(try await reading.run()) }
    }

    /// Sends what may be sent, in several batches, so that the broker always has one to work on.
    private mutating func send(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        let (window, broker) = (self.relay.configuration.window, self.relay.broker)
        let source = self.relay.configuration.source
        let exchange = self.relay.configuration.exchange
        while self.onTheWire < window {
            let limit = min(max(1, window / 4), window - self.onTheWire)
            let batch = self.queue.take(limit: limit, now: .now)
            guard !batch.isEmpty else { return }
            self.onTheWire += batch.count
            group.addTask {
                let messages = batch.map { EventEnvelope.message($0.event, source: source, exchange: exchange) }
                return .sent(batch, await broker.publish(contentsOf: messages))
            }
        }
    }

    /// Moves the durable cursor over what is confirmed.
    private mutating func moveCursor(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        guard !self.isMoving, let cursor = self.queue.takeCursor() else { return }
        let connection = self.connection
        self.isMoving = true
        group.addTask {
            try await EventLogReader(session: connection).moveCursor(to: cursor)
            return .moved
        }
    }

    private mutating func take(_ step: Step) {
        switch step {
        case .found(let found): self.take(found)
        case .sent(let batch, let outcomes): self.settle(batch, outcomes)
        case .moved: self.isMoving = false
        }
    }

    private mutating func take(_ found: RelayReading.Found) {
        let settings = self.relay.configuration
        self.isReading = false
        if let isShared = found.isShared { self.isShared = isShared }
        // Another instance's commits are not told, only found: while there is one, reading is frequent.
        self.nextReading = .now + (self.isShared ? settings.sharedInterval : settings.recoveryInterval)
        guard let page = found.page else { return }
        self.queue.add(page.rows, snapshot: page.snapshot, isLast: page.isLast)
        self.unfinished = page.isLast ? nil : page
        if page.isLast { self.seen = page.snapshot }
    }

    private mutating func settle(_ batch: [LoggedEvent], _ outcomes: [AMQPError?]) {
        self.onTheWire -= batch.count
        // An outcome that is missing counts as unknown.
        let lost = AMQPError(code: .connectionLost, message: "no outcome was reported")
        var counts: [PublishResult: Int] = [:]
        for (index, logged) in batch.enumerated() {
            let error = index < outcomes.count ? outcomes[index] : lost
            let result = PublishResult(error)
            counts[result, default: 0] += 1
            if let error {
                self.fail(logged, error, isUnknown: result == .timeout)
            } else {
                self.queue.confirm(logged.position)
                if !self.warned.isEmpty { self.warned.remove(logged.event.name) }
            }
        }
        for (result, count) in counts { self.relay.metrics.count(result, by: count) }
    }

    private mutating func fail(_ logged: LoggedEvent, _ error: AMQPError, isUnknown: Bool) {
        let settings = self.relay.configuration
        self.queue.fail(logged.position) { .now + settings.pause(afterFailures: $0) }
        // Once per name and kind of trouble; it is sent again for ever, and the metrics keep counting.
        guard !isUnknown, self.warned.insert(logged.event.name).inserted else { return }
        self.relay.logger.warning(
            "An event is not accepted by the broker and is sent again",
            metadata: [
                "msg.id": "\(logged.event.id)", "event.name": "\(logged.event.name)", "error.type": "\(error.code)",
            ])
    }
}
