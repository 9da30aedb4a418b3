import DequeModule
import Synchronization

/// What any thread hands to the event loop: the loop is woken once and takes all there is.
final class Outbox: Sendable {
    private struct State {
        var publishes: Deque<PendingPublish> = []
        var unconfirmed: Deque<AMQPMessage> = []
        var settlements: [Settlement] = []
        var isScheduled = false
        /// Whether the loop looks by itself in a moment.
        var isDueSoon = false
        var refusal: AMQPError?
    }

    private let state = Mutex(State())
    private let ended = Atomic<Bool>(false)
    private let maximumUnconfirmed: Int

    init(maximumUnconfirmed: Int) { self.maximumUnconfirmed = maximumUnconfirmed }

    /// Adds messages in order, all or none.
    ///
    /// - Returns: Whether the loop must be woken.
    /// - Throws: Why nothing is taken now; nobody is told otherwise.
    func add(_ publication: Publication) throws(AMQPError) -> Bool {
        try self.change { state in state.publishes.append(PendingPublish(publication: publication)) }
    }

    /// Adds a message nobody waits for.
    func add(unconfirmed message: AMQPMessage) throws(AMQPError) -> Bool {
        try self.change { [maximumUnconfirmed] state throws(AMQPError) in
            guard state.unconfirmed.count < maximumUnconfirmed else {
                throw AMQPError(code: .blocked, message: "The broker does not read fast enough")
            }
            state.unconfirmed.append(message)
        }
    }

    /// Adds a settlement; the broker takes these even when it takes no messages.
    func add(_ settlement: Settlement) -> Bool {
        self.state.withLock { state in
            state.settlements.append(settlement)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
    }

    /// When the loop has to look.
    enum Look: Hashable {
        /// It will by itself.
        case anyway
        case inAMoment, now
    }

    /// Adds a settlement that may wait for something else to leave.
    func addForLater(_ settlement: Settlement) -> Look {
        self.state.withLock { state in
            state.settlements.append(settlement)
            guard !state.isScheduled else { return .anyway }
            guard state.settlements.count < Self.mostForLater else {
                state.isScheduled = true
                return .now
            }
            defer { state.isDueSoon = true }
            return state.isDueSoon ? .anyway : .inAMoment
        }
    }

    /// So many settlements do not wait any longer: the broker may be waiting for them to send more.
    static let mostForLater = 16

    /// The moment is over.
    func noteMoment() {
        self.state.withLock { $0.isDueSoon = false }
    }

    /// Whether the connection is over.
    var isEnded: Bool { self.ended.load(ordering: .acquiring) }

    /// Refuses everything for good.
    func end(_ error: AMQPError) {
        self.ended.store(true, ordering: .releasing)
        self.refuse(error)
    }

    /// Refuses publishes from now on, or takes them again.
    func refuse(_ error: AMQPError?) {
        self.state.withLock { $0.refusal = error }
    }

    /// Moves what is there to the loop; publishes only into an empty backlog.
    func take(
        publishes: inout Deque<PendingPublish>, unconfirmed: inout Deque<AMQPMessage>, settlements: inout [Settlement]
    ) {
        self.state.withLock { state in
            state.isScheduled = false
            if publishes.isEmpty { swap(&publishes, &state.publishes) }
            if unconfirmed.isEmpty { swap(&unconfirmed, &state.unconfirmed) }
            if settlements.isEmpty { swap(&settlements, &state.settlements) }
        }
    }

    /// Whether something has come in since the last take.
    var hasMore: Bool {
        self.state.withLock { !$0.publishes.isEmpty || !$0.unconfirmed.isEmpty || !$0.settlements.isEmpty }
    }

    /// Takes a publication out again.
    func remove(_ publication: Publication) -> Bool {
        self.state.withLock { state in
            guard let index = state.publishes.firstIndex(where: { $0.publication === publication }) else { return false }
            state.publishes.remove(at: index)
            return true
        }
    }

    private func change(_ body: (inout State) throws(AMQPError) -> Void) throws(AMQPError) -> Bool {
        try self.state.withLock { state throws(AMQPError) in
            if let refusal = state.refusal { throw refusal }
            try body(&state)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
    }
}
