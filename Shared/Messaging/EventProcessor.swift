import Clocks
import Postgres

/// Handles one message: inbox, change, own events, commit; or retry row; or quarantine row.
///
/// Everything it throws means that nothing was committed and the message must not be acknowledged.
struct EventProcessor: Sendable {
    let database: PostgresClient
    let log: EventLog
    let clock: any UTCClock
    let configuration: ConsumerConfiguration
    /// By queue, then by event name.
    let subscriptions: [String: [String: EventSubscription]]
    let metrics = ConsumerMetrics()

    /// Handles a message that came over the wire.
    func handle(_ message: ReceivedMessage, consumer: String) async throws -> HandlingOutcome {
        let event: IncomingEvent
        let subscription: EventSubscription
        do throws(HandlingFailure) {
            (event, subscription) = try self.understand(message, consumer: consumer, attempt: 1)
        } catch {
            return try await self.quarantine(message, event: nil, consumer: consumer, attempts: 1, because: error)
        }
        return try await TraceContext.$current.withValue(.continuing(event.traceparent)) {
            try await self.take(message, event, subscription, consumer: consumer)
        }
    }

    /// Handles an event that came over the wire, as a part of its sender's trace.
    private func take(
        _ message: ReceivedMessage, _ event: IncomingEvent, _ subscription: EventSubscription, consumer: String
    ) async throws -> HandlingOutcome {
        do {
            return try await self.database.withTransaction { transaction in
                switch try await InboxStore(session: transaction).claim(event, consumer: consumer) {
                case .known:
                    return .duplicate
                case .blocked:
                    let now = self.clock.now()
                    try await RetryStore(session: transaction).add(
                        message, event: event, consumer: consumer, attempt: 0, dueAt: now, now: now, because: nil)
                    return .parked
                case .taken:
                    try await self.log.append(subscription.handle(event, transaction), in: transaction)
                    return .handled
                }
            }
        } catch {
            guard let failure = HandlingFailure(error) else { throw error }
            guard failure.isRetriable, self.configuration.maximumAttempts > 1 else {
                return try await self.quarantine(message, event: event, consumer: consumer, attempts: 1, because: failure)
            }
            return try await self.retry(message, event: event, consumer: consumer, because: failure)
        }
    }

    /// Handles an event that waited in retries.
    func handle(_ leased: RetryStore.Leased) async throws -> HandlingOutcome {
        let event: IncomingEvent
        let subscription: EventSubscription
        do throws(HandlingFailure) {
            (event, subscription) = try self.understand(leased.message, consumer: leased.consumer, attempt: leased.attempt)
        } catch {
            return try await self.giveUp(leased, because: error)
        }
        return try await TraceContext.$current.withValue(.continuing(event.traceparent)) {
            try await self.take(leased, event, subscription)
        }
    }

    /// Handles an event that waited in retries, as a part of its sender's trace.
    private func take(
        _ leased: RetryStore.Leased, _ event: IncomingEvent, _ subscription: EventSubscription
    ) async throws -> HandlingOutcome {
        do {
            return try await self.database.withTransaction { transaction in
                guard try await RetryStore(session: transaction).remove(leased) else { return .lost }
                guard try await InboxStore(session: transaction).claimRetry(event, consumer: leased.consumer) else {
                    return .duplicate
                }
                try await self.log.append(subscription.handle(event, transaction), in: transaction)
                return .handled
            }
        } catch {
            guard let failure = HandlingFailure(error) else { throw error }
            guard failure.isRetriable, leased.attempt < self.configuration.maximumAttempts else {
                return try await self.giveUp(leased, because: failure)
            }
            let delay = self.configuration.retryDelay(afterAttempt: leased.attempt)
            try await self.database.withTransaction { transaction in
                try await RetryStore(session: transaction).postpone(
                    leased, until: self.clock.now() + delay, because: failure)
            }
            return .retried
        }
    }

    private func understand(
        _ message: ReceivedMessage, consumer: String, attempt: Int
    ) throws(HandlingFailure) -> (IncomingEvent, EventSubscription) {
        let event: IncomingEvent
        do throws(EventEnvelope.Fault) {
            event = try EventEnvelope.event(message, attempt: attempt)
        } catch {
            throw HandlingFailure(failure: error.failure, detail: error.detail, isRetriable: false)
        }
        guard let subscription = self.subscriptions[consumer]?[event.name] else {
            throw HandlingFailure(
                failure: "unknownEvent", detail: "nothing here handles \(event.name)", isRetriable: false)
        }
        return (event, subscription)
    }

    private func retry(
        _ message: ReceivedMessage, event: IncomingEvent, consumer: String, because failure: HandlingFailure
    ) async throws -> HandlingOutcome {
        let now = self.clock.now()
        let dueAt = now + self.configuration.retryDelay(afterAttempt: 1)
        try await self.database.withTransaction { transaction in
            try await RetryStore(session: transaction).add(
                message, event: event, consumer: consumer, attempt: 1, dueAt: dueAt, now: now, because: failure)
        }
        return .retried
    }

    private func quarantine(
        _ message: ReceivedMessage, event: IncomingEvent?, consumer: String, attempts: Int,
        because failure: HandlingFailure
    ) async throws -> HandlingOutcome {
        // An event of unknown name is still an event: its id keeps duplicates out.
        let id = event?.id ?? (try? EventEnvelope.event(message, attempt: 1))?.id
        try await self.database.withTransaction { transaction in
            try await QuarantineStore(session: transaction).add(
                message, eventID: id, consumer: consumer, attempts: attempts, now: self.clock.now(), because: failure)
        }
        self.metrics.quarantined(consumer: consumer, failure: failure.failure)
        return .quarantined
    }

    private func giveUp(_ leased: RetryStore.Leased, because failure: HandlingFailure) async throws -> HandlingOutcome {
        let isOurs = try await self.database.withTransaction { transaction in
            guard try await RetryStore(session: transaction).remove(leased) else { return false }
            try await QuarantineStore(session: transaction).add(
                leased.message, eventID: leased.eventID, consumer: leased.consumer, attempts: leased.attempt,
                now: self.clock.now(), because: failure)
            return true
        }
        guard isOurs else { return .lost }
        self.metrics.quarantined(consumer: leased.consumer, failure: failure.failure)
        return .quarantined
    }
}

extension HandlingFailure: Error {}
