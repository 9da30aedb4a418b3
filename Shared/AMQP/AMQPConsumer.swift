import DequeModule
import Synchronization

/// A subscription to one queue: a sequence of deliveries that survives reconnects.
///
/// The client keeps it until ``cancel()``; dropping the reference does not end it. Several
/// iterators share the deliveries between them.
public final class AMQPConsumer: AsyncSequence, Sendable {
    /// What the sequence yields.
    public typealias Element = AMQPDelivery

    /// Takes a delivery on the thread of the connections; it must not block.
    public typealias Handler = @Sendable (AMQPConsumer, AMQPDelivery) -> Void

    /// What was subscribed to.
    struct Subscription: Sendable {
        let queue: String
        let prefetch: UInt16
        let exclusive: Bool
        /// Whether the broker forgets a message as soon as it has sent it.
        let settlesItself: Bool
        let consumerTag: String
        let arguments: AMQPTable
    }

    typealias Waiters = [UnsafeContinuation<Void, Never>]

    /// Where the deliveries come from now.
    struct Link {
        let connection: AMQPConnection
        let channel: UInt16
        var ledger = DeliveryLedger()
    }

    enum Phase {
        case active
        case cancelling
        case ended(AMQPError?)
    }

    struct State {
        var buffer: Deque<AMQPDelivery> = []
        var waiters: Deque<(id: UInt64, continuation: UnsafeContinuation<Void, Never>)> = []
        var nextWaiter: UInt64 = 0
        var phase = Phase.active
        var link: Link?
    }

    let subscription: Subscription
    let state = Mutex(State())
    /// Takes deliveries on the event loop, instead of whoever iterates.
    let handler: Handler?
    private let forget: @Sendable (AMQPConsumer) -> Void

    init(
        subscription: Subscription, handler: Handler? = nil, forget: @escaping @Sendable (AMQPConsumer) -> Void
    ) {
        self.subscription = subscription
        self.handler = handler
        self.forget = forget
    }

    /// The queue the deliveries come from.
    public var queue: String { self.subscription.queue }

    /// How many deliveries wait to be taken.
    public var bufferedCount: Int { self.state.withLock { $0.buffer.count } }

    /// Ends the subscription; returns when the broker has agreed.
    ///
    /// Deliveries nobody has taken yet go back to the queue; those already taken can still be
    /// settled. The sequence then ends with `nil`.
    public func cancel() async {
        let link = self.state.withLock { state -> Link? in
            guard case .active = state.phase else { return nil }
            state.phase = .cancelling
            return state.link
        }
        self.forget(self)
        if let link {
            do throws(AMQPError) {
                try await link.connection.cancelConsumer(on: link.channel, tag: self.subscription.consumerTag)
            } catch {
                // Channel or connection went first: then the subscription is over as well.
            }
        }
        self.finishCancelling()
    }

    private func finishCancelling() {
        let (waiters, done) = self.state.withLock { state -> (Waiters, Link?) in
            guard case .cancelling = state.phase else { return ([], nil) }
            state.phase = .ended(nil)
            if self.subscription.settlesItself { state.buffer.removeAll() }
            while let delivery = state.buffer.popFirst() {
                Self.settle(delivery, .nack(deliveryTag: delivery.deliveryTag, multiple: false, requeue: true), &state)
            }
            return (Self.takeWaiters(&state), Self.finishedLink(state))
        }
        for waiter in waiters { waiter.resume() }
        if let done { done.connection.closeChannel(done.channel) }
    }

    /// Ends the sequence; what is buffered is still yielded before the error.
    func end(_ error: AMQPError?) {
        let (waiters, done) = self.state.withLock { state -> (Waiters, Link?) in
            if case .ended = state.phase { return ([], nil) }
            state.phase = .ended(error)
            return (Self.takeWaiters(&state), Self.finishedLink(state))
        }
        for waiter in waiters { waiter.resume() }
        if let done { done.connection.closeChannel(done.channel) }
        self.forget(self)
    }

    /// A subscription that came through after the sequence had ended is not wanted any more.
    func closeIfEnded() {
        let done = self.state.withLock { state in Self.finishedLink(state) }
        if let done { done.connection.closeChannel(done.channel) }
    }

    /// Whether nothing will come any more.
    var hasEnded: Bool {
        self.state.withLock { if case .active = $0.phase { false } else { true } }
    }

    static func takeWaiters(_ state: inout State) -> Waiters {
        defer { state.waiters = [] }
        return state.waiters.map(\.continuation)
    }

    /// The link when the sequence has ended and every delivery is settled: its channel can go.
    static func finishedLink(_ state: State) -> Link? {
        guard case .ended = state.phase, let link = state.link, link.ledger.open == 0 else { return nil }
        return link
    }

    @discardableResult
    static func settle(
        _ delivery: AMQPDelivery, _ method: OutgoingMethod, _ state: inout State, soon: Bool = false
    ) -> AMQPError? {
        guard var link = state.link, link.connection.epoch == delivery.epoch else {
            return AMQPError(code: .staleDelivery, message: "The delivery's connection is gone; it comes again")
        }
        let multiple =
            switch method {
            case .ack(_, let multiple), .nack(_, let multiple, _): multiple
            default: false
            }
        guard link.ledger.settle(tag: delivery.deliveryTag, multiple: multiple) else {
            return AMQPError(code: .invalidArgument, message: "The delivery has been settled before")
        }
        state.link = link
        // Under the lock: on the wire the settlements must be in the order of the ledger.
        link.connection.settle(Settlement(channel: link.channel, method: method), soon: soon)
        return nil
    }
}
