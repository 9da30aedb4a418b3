import DequeModule
import Synchronization

/// What the connection tells the consumer, on its event loop.
extension AMQPConsumer {
    /// A channel is being opened for it; deliveries may follow.
    func attach(to connection: AMQPConnection, channel: UInt16) {
        self.state.withLock { $0.link = Link(connection: connection, channel: channel) }
    }

    /// Takes the deliveries of one read.
    ///
    /// - Returns: False when the broker's tags are not in order.
    func receive(_ deliveries: [AMQPDelivery], epoch: UInt64) -> Bool {
        let outcome = self.state.withLock { state -> Receipt in
            guard state.link?.connection.epoch == epoch else { return .stale }
            if !self.subscription.settlesItself {
                for delivery in deliveries {
                    guard state.link?.ledger.deliver(tag: delivery.deliveryTag) == true else { return .outOfOrder }
                }
            }
            if case .active = state.phase, self.handler != nil { return .forHandler }
            state.buffer.append(contentsOf: deliveries)
            var woken: [UnsafeContinuation<Void, Never>] = []
            while woken.count < deliveries.count, let waiter = state.waiters.popFirst() {
                woken.append(waiter.continuation)
            }
            return .buffered(woken)
        }
        switch outcome {
        case .stale: break
        case .outOfOrder: return false
        case .buffered(let woken): for waiter in woken { waiter.resume() }
        case .forHandler:
            guard let handler = self.handler else { break }
            for delivery in deliveries { handler(self, delivery) }
        }
        return true
    }

    private enum Receipt {
        case stale, outOfOrder, forHandler
        case buffered([UnsafeContinuation<Void, Never>])
    }

    /// The connection is gone: what was buffered comes again over the next one.
    func connectionLost(epoch: UInt64) {
        self.state.withLock { state in
            guard state.link?.connection.epoch == epoch else { return }
            state.link = nil
            state.buffer.removeAll()
        }
    }

    /// The broker closed the channel under the consumer.
    func channelClosed(_ error: AMQPError, epoch: UInt64, wasSubscribed: Bool) {
        self.connectionLost(epoch: epoch)
        // Before the broker has agreed, whoever subscribed gets the error instead.
        if wasSubscribed { self.end(error) }
    }

    /// The broker cancelled the consumer; its channel stays for what is unsettled.
    func endedByBroker(_ error: AMQPError, epoch: UInt64) {
        guard self.state.withLock({ $0.link?.connection.epoch == epoch }) else { return }
        self.end(error)
    }
}
