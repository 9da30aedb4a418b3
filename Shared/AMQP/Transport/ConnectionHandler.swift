import DequeModule
import NIOCore
import NIOSSL

/// The AMQP end of a NIO pipeline: performs what the state machines say. Belongs to the event loop.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What others want to know of a connection.
    enum Event: Sendable {
        case blocked(reason: String)
        case unblocked
    }

    let configuration: AMQPConfiguration
    let epoch: UInt64
    let outbox: Outbox
    /// Succeeds when the standing channels are open.
    let ready: EventLoopPromise<Void>
    /// Succeeds when the connection is over: with why, or with nothing after a goodbye.
    let closed: EventLoopPromise<AMQPError?>
    let onEvent: @Sendable (Event) -> Void

    var machine: ConnectionMachine
    var frames: FrameDecoder
    var decoder = Decoder()
    var encoder: Encoder
    var slots: [UInt16: ChannelSlot] = [:]
    var context: ChannelHandlerContext?
    var outgoing = ByteBuffer()
    // Taken from the outbox, not yet on the wire.
    var publishes: Deque<PendingPublish> = []
    var unconfirmed: Deque<AMQPMessage> = []
    var settlements: [Settlement] = []
    // Consumers with deliveries of the present read.
    var touched: [ChannelSlot] = []
    var isReading = false
    var isDraining = false
    var drainsAgain = false
    var isTerminated = false
    var isClosing = false
    var heartbeat: HeartbeatMonitor?
    var heartbeatTask: RepeatedTask?
    var nextConsumerID = ChannelSlot.unconfirmedID + 1

    init(
        configuration: AMQPConfiguration, epoch: UInt64, outbox: Outbox, eventLoop: any EventLoop,
        onEvent: @escaping @Sendable (Event) -> Void
    ) {
        self.configuration = configuration
        self.epoch = epoch
        self.outbox = outbox
        self.ready = eventLoop.makePromise()
        self.closed = eventLoop.makePromise()
        self.onEvent = onEvent
        self.machine = ConnectionMachine(configuration: configuration)
        let frameBytes = Int(max(4_096, configuration.maximumFrameBytes))
        self.frames = FrameDecoder(maximumFrameBytes: frameBytes)
        self.encoder = Encoder(maximumFrameBytes: frameBytes)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { self.perform(self.machine.transportActive()) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.terminate(AMQPError(code: .connectionLost, message: "The connection was taken down"))
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        self.perform(self.machine.transportActive())
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.terminate(self.machine.transportClosed())
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
        self.terminate(
            AMQPError(
                code: isTLS ? .tlsFailed : .connectionLost, message: isTLS ? "TLS failed" : "The connection failed",
                cause: error))
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        self.drain()
        context.fireChannelWritabilityChanged()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        self.isReading = true
        self.frames.append(self.unwrapInboundIn(data))
        do throws(AMQPError) {
            while !self.isTerminated, let frame = try self.frames.next() {
                try self.receive(frame)
            }
        } catch {
            self.perform(self.machine.fail(error))
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        self.heartbeat?.read(now: .now())
        let isHandedOver = self.handOverDeliveries()
        self.isReading = false
        if isHandedOver {
            // What the deliveries led to leaves in one write, after the tasks that were woken on this thread have had their
            // turn: a reply goes before the acknowledgement of an earlier request.
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            context.eventLoop.execute { bound.value.drain() }
        } else {
            self.drain()
        }
        context.fireChannelReadComplete()
    }

    /// Performs what the connection's rules ask for.
    func perform(_ action: ConnectionMachine.Action) {
        switch action {
        case .none:
            break
        case .sendProtocolHeader:
            Encoder.writeProtocolHeader(into: &self.outgoing)
            self.flush()
        case .send(let methods):
            self.send(methods, channel: 0)
        case .tuned(let tuning, let methods):
            self.frames.maximumFrameBytes = Int(tuning.frameMax == 0 ? 131_072 : tuning.frameMax)
            self.encoder.maximumFrameBytes = self.frames.maximumFrameBytes
            self.send(methods, channel: 0)
            self.startHeartbeat(seconds: tuning.heartbeatSeconds)
        case .opened:
            self.openStandingChannels()
        case .blocked(let reason):
            self.blocked(AMQPError(code: .blocked, message: "The broker takes no messages: \(reason)"))
            self.onEvent(.blocked(reason: reason))
        case .unblocked:
            self.outbox.refuse(nil)
            self.onEvent(.unblocked)
        case .fail(let error, let last):
            if let last { self.send([last], channel: 0) }
            self.terminate(error)
        case .closed:
            self.terminate(nil)
        }
    }

    /// Sends methods that need no answer.
    func send(_ methods: [OutgoingMethod], channel: UInt16) {
        do throws(AMQPError) {
            for method in methods {
                try self.encoder.write(method, channel: channel, into: &self.outgoing)
            }
            self.flush()
        } catch {
            self.terminate(error)
        }
    }

    /// Writes what has been encoded.
    func flush() {
        guard self.outgoing.readableBytes > 0, let context = self.context else { return }
        // Taken out first: the write may call back into this handler, which encodes more.
        var bytes = ByteBuffer()
        swap(&bytes, &self.outgoing)
        context.writeAndFlush(self.wrapOutboundOut(bytes), promise: nil)
        self.heartbeat?.wrote(now: .now())
        // Keeps the memory when the write has left already; drops what one large burst needed.
        if self.outgoing.capacity == 0, bytes.capacity <= 1_048_576 {
            bytes.clear()
            self.outgoing = bytes
        }
    }
}
