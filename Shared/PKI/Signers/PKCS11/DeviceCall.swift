import Synchronization

/// One call into a module: its caller waits for the result or for the end of its patience, whichever comes first.
final class DeviceCall<R: Sendable>: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<Result<R, SignerError>?, Never>)
        case running(CheckedContinuation<Result<R, SignerError>?, Never>, since: ContinuousClock.Instant)
        case over
    }

    private let state = Mutex(State.new)

    /// When a thread took the call; `nil` before that and after its end.
    var began: ContinuousClock.Instant? {
        self.state.withLock { state in
            if case .running(_, let since) = state { since } else { nil }
        }
    }

    /// Waits for the result; `nil` when the call was given up.
    ///
    /// - Parameter put: Gives the call to a thread; returns `false` when there is none.
    func result(_ put: () -> Bool) async -> Result<R, SignerError>? {
        await withCheckedContinuation { continuation in
            self.state.withLock { $0 = .waiting(continuation) }
            if !put() { self.giveUp() }
        }
    }

    /// A thread takes the call.
    ///
    /// - Returns: Whether somebody still waits for it.
    func begin() -> Bool {
        self.state.withLock { state in
            guard case .waiting(let continuation) = state else { return false }
            state = .running(continuation, since: .now)
            return true
        }
    }

    /// The thread has the result.
    ///
    /// - Returns: Whether somebody still waited for it.
    func end(_ result: Result<R, SignerError>) -> Bool {
        let continuation = self.state.withLock { state -> CheckedContinuation<Result<R, SignerError>?, Never>? in
            guard case .running(let continuation, _) = state else { return nil }
            state = .over
            return continuation
        }
        continuation?.resume(returning: result)
        return continuation != nil
    }

    /// The caller waits no longer.
    ///
    /// - Returns: Whether a thread was at it.
    @discardableResult
    func giveUp() -> Bool {
        let (continuation, wasRunning) = self.state.withLock { state -> (CheckedContinuation<Result<R, SignerError>?, Never>?, Bool) in
            defer { state = .over }
            switch state {
            case .new, .over: return (nil, false)
            case .waiting(let continuation): return (continuation, false)
            case .running(let continuation, _): return (continuation, true)
            }
        }
        continuation?.resume(returning: nil)
        return wasRunning
    }
}
