import CLibPQ
import Foundation
import Synchronization

/// One connection to the server.
///
/// Any task hands in work; the state behind the lock is the one owner of the `PGconn`. The caller's thread writes to the
/// socket (it never waits there), the reactor's thread reads from it and resumes the caller.
final class PostgresChannel: Sendable {
    let backendProcessID: Int32
    let fileDescriptor: Int32
    private let state: Mutex<ChannelState>
    private let reactor: Reactor
    private let nextID = Atomic<UInt64>(1)
    /// Called once, after the connection has ended.
    private let onEnd: @Sendable (PostgresChannel) -> Void

    /// Takes over a connection that is established.
    init(
        handle: consuming ConnectionHandle, configuration: PostgresConfiguration, reactor: Reactor,
        onEnd: @escaping @Sendable (PostgresChannel) -> Void
    ) {
        self.backendProcessID = PQbackendPID(handle.pointer)
        self.fileDescriptor = PQsocket(handle.pointer)
        self.reactor = reactor
        self.onEnd = onEnd
        self.state = Mutex(
            ChannelState(
                handle: handle, cacheLimit: configuration.preparedStatementLimit,
                statementTimeout: configuration.statementTimeout))
        reactor.add(self)
    }

    /// Whether another task may have the connection.
    var isReusable: Bool { self.state.withLock { $0.isReusable } }

    /// How many statements are prepared.
    var preparedStatementCount: Int { self.state.withLock { $0.cache.count } }

    /// Runs one statement.
    func runOne(_ query: PostgresQuery, cancellable: Bool = true) async throws(PostgresError) -> PostgresRows {
        try await self.run(.pipeline([query]), cancellable: cancellable)[0]
    }

    /// Runs a text of several statements.
    func runScript(_ sql: String) async throws(PostgresError) {
        try PostgresQuery(unsafeSQL: sql).validate()
        _ = try await self.run(.script(sql))
    }

    /// Hands in work and waits for its answer.
    ///
    /// - Parameters:
    ///   - work: What to do.
    ///   - cancellable: Whether cancelling the task cancels the work.
    func run(_ work: ChannelWork, cancellable: Bool = true) async throws(PostgresError) -> [PostgresRows] {
        if case .pipeline(let queries) = work {
            guard !queries.isEmpty else { return [] }
            for query in queries { try query.validate() }
        }
        let id = self.nextID.add(1, ordering: .relaxed).oldValue
        let answer: ChannelAnswer
        if cancellable {
            answer = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    self.submit(ChannelUnit(id: id, work: work, continuation: continuation), cancellable: true)
                }
            } onCancel: {
                self.cancel(unit: id)
            }
        } else {
            answer = await withCheckedContinuation { continuation in
                self.submit(ChannelUnit(id: id, work: work, continuation: continuation), cancellable: false)
            }
        }
        return try answer.get()
    }

    private func submit(_ unit: ChannelUnit, cancellable: Bool) {
        self.change { state in
            // Under the lock: either this sees the cancellation, or the handler finds the unit.
            if cancellable, Task.isCancelled {
                return state.reply(unit, .failure(PostgresError(code: .cancelled, message: "the task was cancelled")))
            }
            state.submit(unit)
        }
    }

    /// The reactor found the socket readable or writable, or broken.
    func socketReady() {
        self.change { $0.socketReady() }
    }

    /// Ends the connection when the server has been silent for too long.
    ///
    /// - Returns: When to look again.
    func checkDeadline(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        self.change { state in
            if let deadline = state.deadline, deadline <= now {
                state.end(PostgresError(code: .timedOut, message: "the server did not answer in time"))
            }
        }
        return self.state.withLock { $0.deadline }
    }

    /// Ends the connection; whoever waits for an answer gets the error.
    func close(_ reason: PostgresError) {
        self.change { $0.end(reason) }
    }

    /// Whether the socket must be watched for writing too.
    var wantsWrite: Bool { self.state.withLock { $0.wantsWrite } }

    /// Changes the state, then does what must happen outside the lock: answers, the reactor, the pool.
    private func change(_ body: (inout ChannelState) -> Void) {
        let (replies, watch, deadline, ended) = self.state.withLock { state in
            let before = (wantsWrite: state.wantsWrite, ended: state.ended != nil)
            body(&state)
            let replies = state.replies
            state.replies = []
            return (
                replies, state.wantsWrite && !before.wantsWrite, state.deadline, state.ended != nil && !before.ended
            )
        }
        if ended {
            self.reactor.remove(self)
            self.onEnd(self)
        } else if watch {
            self.reactor.wake()
        }
        if let deadline { self.reactor.note(deadline: deadline) }
        for reply in replies { reply.deliver() }
    }
}

// MARK: Cancelling

extension PostgresChannel {
    /// Cancels whatever runs.
    func cancelCurrent() {
        self.sendCancel { _ in true }
    }

    /// Cancels one unit: takes it out of the queue, or asks the server when it runs.
    private func cancel(unit id: UInt64) {
        self.change { state in
            guard let index = state.queue.firstIndex(where: { $0.id == id }) else { return }
            let unit = state.queue.remove(at: index)
            state.reply(unit, .failure(PostgresError(code: .cancelled, message: "the task was cancelled")))
        }
        self.sendCancel { $0.id == id }
    }

    /// `PQcancel` makes a connection of its own and waits for it: not on a thread of the cooperative
    /// pool, and not on a global queue of Dispatch, whose threads are the same on Linux.
    private func sendCancel(where matches: (ChannelUnit) -> Bool) {
        var request: CancelHandle?
        self.change { state in
            guard let running = state.running, !running.isComplete, !running.cancelRequested, matches(running.unit),
                let handle = CancelHandle(state)
            else { return }
            state.running?.cancelRequested = true
            state.cancelInFlight = true
            state.deadline = .now + ChannelState.grace
            request = handle
        }
        guard let request else { return }
        Thread.detachNewThread {
            _ = request.send()
            self.change { $0.cancelDelivered() }
        }
    }
}
