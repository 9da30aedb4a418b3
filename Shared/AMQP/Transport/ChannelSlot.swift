import NIOCore

/// One AMQP channel of a connection, with what it is used for. Belongs to the event loop.
final class ChannelSlot {
    /// What a channel is used for.
    enum Role {
        case control
        case confirmed
        case unconfirmed
        case consumer(AMQPConsumer)
    }

    /// The channels every connection has; consumers get the numbers behind them.
    static let controlID: UInt16 = 1
    static let confirmedID: UInt16 = 2
    static let unconfirmedID: UInt16 = 3

    let id: UInt16
    let role: Role
    var machine: ChannelMachine<EventLoopPromise<IncomingMethod>>
    var confirms = ConfirmTracker()
    /// Deliveries of the present read, handed over together.
    var batch: [AMQPDelivery] = []
    /// Whether publishing is possible: set up, and not stopped by the broker.
    var isReady = false
    var isFlowing = true
    /// Whether the broker has agreed to the consumer.
    var isSubscribed = false

    init(id: UInt16, role: Role, maximumBodyBytes: Int) {
        self.id = id
        self.role = role
        self.machine = ChannelMachine(maximumBodyBytes: maximumBodyBytes)
    }
}
