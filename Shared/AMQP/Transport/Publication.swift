import Synchronization

/// Messages one caller hands in together, and who waits for their outcomes.
///
/// Each message is resolved exactly once, by its index; the last one tells who waits.
final class Publication: Sendable {
    /// Who waits.
    enum Waiter {
        /// A task, for the only message. Unsafe only in that the check is left out: every path that takes a message out
        /// of a queue or tracker resolves it.
        case one(UnsafeContinuation<AMQPError?, Never>)
        /// A task, for all outcomes in order.
        case all(UnsafeContinuation<[AMQPError?], Never>)
        /// Nobody; whoever published is told all outcomes in order.
        case report(@Sendable ([AMQPError?]) -> Void)
    }

    private struct State {
        var remaining: Int
        // Few, if any: kept apart, so that a confirm costs no memory.
        var errors: [(index: Int, error: AMQPError)] = []
        var waiter: Waiter?
        var isCancelled = false
    }

    let messages: [AMQPMessage]
    private let state: Mutex<State>

    init(_ messages: [AMQPMessage], waiter: Waiter? = nil) {
        self.messages = messages
        self.state = Mutex(State(remaining: messages.count, waiter: waiter))
    }

    /// All its messages.
    var indices: Range<Int> { 0..<self.messages.count }

    /// Whether the caller has given up.
    var isCancelled: Bool { self.state.withLock { $0.isCancelled } }

    /// Notes who waits, before the messages are handed on.
    func attach(_ waiter: Waiter) {
        self.state.withLock { $0.waiter = waiter }
    }

    /// Notes that the caller has given up.
    func noteCancelled() {
        self.state.withLock { $0.isCancelled = true }
    }

    /// Resolves some messages: `nil` is a confirm.
    func resolve(_ indices: Range<Int>, _ error: AMQPError?) {
        guard !indices.isEmpty else { return }
        let finished = self.state.withLock { state -> State? in
            if let error { state.errors += indices.map { ($0, error) } }
            state.remaining -= indices.count
            guard state.remaining == 0, state.waiter != nil else { return nil }
            defer { state.waiter = nil }
            return state
        }
        guard let finished, let waiter = finished.waiter else { return }
        switch waiter {
        case .one(let continuation): continuation.resume(returning: finished.errors.first?.error)
        case .all(let continuation): continuation.resume(returning: self.outcomes(finished))
        case .report(let whenDone): whenDone(self.outcomes(finished))
        }
    }

    private func outcomes(_ state: State) -> [AMQPError?] {
        var outcomes = [AMQPError?](repeating: nil, count: self.messages.count)
        for (index, error) in state.errors { outcomes[index] = error }
        return outcomes
    }
}
