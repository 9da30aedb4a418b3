import Synchronization

/// The outcomes of many publishes that one caller waits for.
final class PublishBatch: Sendable {
    private struct State {
        var remaining: Int
        var outcomes: [AMQPError?]
        var continuation: UnsafeContinuation<[AMQPError?], Never>?
    }

    private let state: Mutex<State>

    init(count: Int, continuation: UnsafeContinuation<[AMQPError?], Never>) {
        self.state = Mutex(
            State(remaining: count, outcomes: Array(repeating: nil, count: count), continuation: continuation))
    }

    /// Notes the outcome of one message; the last one resumes the caller.
    func complete(_ index: Int, _ error: AMQPError?) {
        let finished = self.state.withLock { state -> (UnsafeContinuation<[AMQPError?], Never>, [AMQPError?])? in
            if let error { state.outcomes[index] = error }
            state.remaining -= 1
            guard state.remaining == 0, let continuation = state.continuation.take() else { return nil }
            return (continuation, state.outcomes)
        }
        if let (continuation, outcomes) = finished { continuation.resume(returning: outcomes) }
    }
}
