import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// Stands between client and broker and can stop forwarding without closing anything.
final class TCPProxy: Sendable {
    private struct State {
        var frozen = false
        var channels: [any Channel] = []
        var heartbeats: AsyncStream<Void>.Continuation?
    }

    let port: Int
    private let server: any Channel
    private let state: NIOLockedValueBox<State>

    private init(server: any Channel, port: Int, state: NIOLockedValueBox<State>) {
        self.server = server
        self.port = port
        self.state = state
    }

    static func start(host: String, port: Int) async throws -> TCPProxy {
        let state = NIOLockedValueBox(State())
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { inbound in
                // Not read before the other side is there.
                inbound.setOption(.autoRead, value: false).flatMap {
                    ClientBootstrap(group: inbound.eventLoop).connect(host: host, port: port)
                }.flatMapThrowing { outbound in
                    try inbound.pipeline.syncOperations.addHandler(Forwarder(to: outbound, isBroker: false, state: state))
                    try outbound.pipeline.syncOperations.addHandler(Forwarder(to: inbound, isBroker: true, state: state))
                    state.withLockedValue { $0.channels += [inbound, outbound] }
                }.flatMap { inbound.setOption(.autoRead, value: true) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return TCPProxy(server: server, port: server.localAddress?.port ?? 0, state: state)
    }

    /// Swallows everything from now on, also of the connections made meanwhile.
    func freeze() { self.state.withLockedValue { $0.frozen = true } }

    /// Drops the connections that were frozen and forwards new ones.
    func thaw() {
        let channels = self.state.withLockedValue { state in
            state.frozen = false
            defer { state.channels = [] }
            return state.channels
        }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Yields for each heartbeat of the broker that passes from now on.
    func heartbeatsOfBroker() -> AsyncStream<Void> {
        let (stream, sink) = AsyncStream.makeStream(of: Void.self)
        self.state.withLockedValue { $0.heartbeats = sink }
        return stream
    }

    func stop() async throws { try await self.server.close() }

    private final class Forwarder: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        /// Type 8, channel 0, no payload, the mark of the end. Alone in a read while nothing else is said.
        private static let heartbeat = ByteBuffer(bytes: [8, 0, 0, 0, 0, 0, 0, 0xCE])

        private let other: any Channel
        private let isBroker: Bool
        private let state: NIOLockedValueBox<State>

        init(to other: any Channel, isBroker: Bool, state: NIOLockedValueBox<State>) {
            self.other = other
            self.isBroker = isBroker
            self.state = state
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !self.state.withLockedValue({ $0.frozen }) else { return }
            let bytes = self.unwrapInboundIn(data)
            self.other.writeAndFlush(bytes, promise: nil)
            if self.isBroker, bytes == Self.heartbeat { self.state.withLockedValue { $0.heartbeats }?.yield() }
        }

        func channelInactive(context: ChannelHandlerContext) {
            guard !self.state.withLockedValue({ $0.frozen }) else { return }
            self.other.close(promise: nil)
        }
    }
}
