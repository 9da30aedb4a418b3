import Foundation
import Logging
import Synchronization

/// The connections of a client.
final class PostgresPool: Sendable {
    private typealias Waiter = CheckedContinuation<Result<PostgresChannel, PostgresError>, Never>
    private typealias State = PoolState<PostgresChannel, Waiter>

    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let reactor = Reactor()
    private let state: Mutex<State>
    private let nextID = Atomic<UInt64>(1)
    private let drained = Mutex<[CheckedContinuation<Void, Never>]>([])

    init(configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        self.state = Mutex(
            State(
                maximum: configuration.maximumConnections, maximumWaiters: configuration.maximumWaiters,
                idleTimeout: configuration.idleTimeout, acquireTimeout: configuration.acquireTimeout,
                queueTimeout: configuration.queueTimeout))
        self.reactor.onTick { [weak self] now in self?.tick(now: now) }
    }

    var statistics: PostgresPoolStatistics {
        self.state.withLock {
            PostgresPoolStatistics(
                idle: $0.idle.count, lent: $0.lent, opening: $0.opening, waiting: $0.waiting.count)
        }
    }

    /// Takes a connection, waiting in turn when all are taken.
    func acquire() async throws(PostgresError) -> PostgresChannel {
        let id = self.nextID.add(1, ordering: .relaxed).oldValue
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                self.change { state in
                    // Under the lock: either this sees the cancellation, or the handler finds the waiter.
                    guard !Task.isCancelled else { return [.refuse(waiter, Self.cancelled)] }
                    let now = ContinuousClock.now
                    return state.acquire(.init(id: id, waiter: waiter, since: now), now: now)
                }
            }
        } onCancel: {
            self.change { state in state.cancel(id: id).map { [.refuse($0, Self.cancelled)] } ?? [] }
        }
        return try result.get()
    }

    /// Gives a connection back.
    func release(_ channel: PostgresChannel) {
        let isReusable = channel.isReusable
        self.change { $0.release(channel, isReusable: isReusable, now: .now) }
    }

    /// Ends everything at once, also connections that are being used later.
    func close() {
        self.change { $0.close() }
        self.stopWhenEmpty()
    }

    /// Ends everything, after every lent connection has come back.
    func shutdown() async {
        self.change { $0.close() }
        await withCheckedContinuation { continuation in
            self.drained.withLock { $0.append(continuation) }
            self.stopWhenEmpty()
        }
    }

    private func stopWhenEmpty() {
        guard self.state.withLock({ $0.isClosed && $0.isEmpty }) else { return }
        self.reactor.stop()
        let waiting = self.drained.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    private func tick(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        self.change { $0.tick(now: now) }
        return self.state.withLock { $0.nextDeadline }
    }

    /// Changes the state, then does what it asked for.
    private func change(_ body: (inout State) -> [State.Action]) {
        let (actions, deadline, isClosed) = self.state.withLock { state in
            let actions = body(&state)
            return (actions, state.nextDeadline, state.isClosed)
        }
        if let deadline { self.reactor.note(deadline: deadline) }
        for action in actions {
            switch action {
            case .lend(let channel, let waiter): waiter.resume(returning: .success(channel))
            case .refuse(let waiter, let error): waiter.resume(returning: .failure(error))
            case .close(let channel): channel.close(Self.closedByPool)
            case .open: self.open()
            }
        }
        if isClosed { self.stopWhenEmpty() }
    }

    /// Opens a connection on a thread that may wait: looking up a name and signing in take their time.
    private func open() {
        Thread.detachNewThread {
            do throws(PostgresError) {
                let handle = try Connector.connect(self.configuration)
                let channel = PostgresChannel(
                    handle: handle, configuration: self.configuration, reactor: self.reactor
                ) { [weak self] channel in self?.ended(channel) }
                self.logger.debug("connected", metadata: ["postgres.backend": "\(channel.backendProcessID)"])
                self.change { $0.opened(channel, now: .now) }
            } catch {
                self.logger.debug("cannot connect", metadata: ["postgres.error": "\(error)"])
                let factor = Double.random(in: 0.5...1)
                self.change {
                    $0.failedToOpen(error, isPermanent: Self.isPermanent(error), factor: factor, now: .now)
                }
            }
        }
    }

    /// A connection ended by itself: when nobody has it, it must not be lent any more.
    private func ended(_ channel: PostgresChannel) {
        self.change { state in
            state.forget { $0 === channel }
            return []
        }
    }

    /// Whether waiting does not help: the server answered and refused, and not because it starts, stops or is full.
    ///
    /// libpq 15 gives no SQLSTATE for a refused connection, so this looks at the words.
    private static func isPermanent(_ error: PostgresError) -> Bool {
        guard error.message.contains("FATAL:") else { return false }
        let passing = ["starting up", "shutting down", "recovery", "too many", "connection slots", "terminating"]
        return !passing.contains { error.message.contains($0) }
    }

    private static var cancelled: PostgresError {
        PostgresError(code: .cancelled, message: "the task was cancelled while it waited for a connection")
    }

    private static var closedByPool: PostgresError {
        PostgresError(code: .connectionLost, message: "the pool closed the connection")
    }
}
