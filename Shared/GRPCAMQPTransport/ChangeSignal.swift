import Synchronization

/// Lets tasks wait until something has changed since they last looked.
///
/// A waiter first reads ``version``, then looks, then waits for a later version: a change in between is
/// never missed.
final class ChangeSignal: Sendable {
    private struct State {
        var version: UInt64 = 0
        var nextWaiter: UInt64 = 0
        var waiters: [UInt64: CheckedContinuation<Void, any Error>] = [:]
        var cancelled: Set<UInt64> = []
    }

    private let state = Mutex(State())

    /// Grows with each change.
    var version: UInt64 { self.state.withLock { $0.version } }

    /// Wakes everyone who waits.
    func notify() {
        let waiters = self.state.withLock { state in
            state.version += 1
            defer { state.waiters.removeAll() }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    /// Returns once there is a later version.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    func wait(after version: UInt64) async throws {
        let id = self.state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = self.state.withLock { state in
                    if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    if state.version != version { return .success(()) }
                    state.waiters[id] = continuation
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let waiter = self.state.withLock { state in
                let waiter = state.waiters.removeValue(forKey: id)
                if waiter == nil { state.cancelled.insert(id) }
                return waiter
            }
            waiter?.resume(throwing: CancellationError())
        }
        self.state.withLock { _ = $0.cancelled.remove(id) }
    }

    /// Returns once there is a later version, or the time has come.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    func wait(after version: UInt64, until end: ContinuousClock.Instant?) async throws {
        guard let end else { return try await self.wait(after: version) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Task.sleep(until: end, clock: .continuous) }
            group.addTask { try await self.wait(after: version) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Returns once there is a later version, though the task may be cancelled.
    func waitRegardless(after version: UInt64) async {
        // The inner task is never cancelled, so its wait never throws.
        _ = await Task { try await self.wait(after: version) }.result
    }
}
