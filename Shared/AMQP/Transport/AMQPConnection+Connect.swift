import NIOCore
import NIOPosix
import NIOSSL

extension AMQPConnection {
    /// Connects, does the handshake and opens the standing channels.
    ///
    /// - Throws: ``AMQPError``; nothing is left open then.
    static func connect(
        _ configuration: AMQPConfiguration, epoch: UInt64,
        onEvent: @escaping @Sendable (ConnectionHandler.Event) -> Void = { _ in }
    ) async throws(AMQPError) -> AMQPConnection {
        let tls = try configuration.tls.map { tls throws(AMQPError) in try Self.makeContext(tls) }
        let opened: (connection: AMQPConnection, ready: EventLoopFuture<Void>)
        do {
            opened = try await ClientBootstrap(group: AMQPThread.group)
                .connectTimeout(TimeAmount(configuration.connectTimeout))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                // One read for each wake-up: what is left wakes again, and mostly nothing is.
                .channelOption(.maxMessagesPerRead, value: 1)
                .channelOption(
                    .recvAllocator,
                    value: AdaptiveRecvByteBufferAllocator(minimum: 4_096, initial: 16_384, maximum: 262_144)
                )
                .channelOption(.writeBufferWaterMark, value: .init(low: 262_144, high: 1_048_576))
                .connect(host: configuration.host, port: configuration.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try Self.install(on: channel, configuration: configuration, tls: tls, epoch: epoch, onEvent)
                    }
                }
        } catch {
            throw Self.connectError(error, configuration)
        }
        do {
            try await opened.ready.get()
        } catch let error as AMQPError {
            throw error
        } catch {
            throw AMQPError(code: .connectionLost, message: "The handshake failed", cause: error)
        }
        return opened.connection
    }

    private static func install(
        on channel: any Channel, configuration: AMQPConfiguration, tls: NIOSSLContext?, epoch: UInt64,
        _ onEvent: @escaping @Sendable (ConnectionHandler.Event) -> Void
    ) throws -> (connection: AMQPConnection, ready: EventLoopFuture<Void>) {
        if let tls {
            // Server Name Indication knows names only.
            let isAddress = (try? SocketAddress(ipAddress: configuration.host, port: 0)) != nil
            let handler = try NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : configuration.host)
            try channel.pipeline.syncOperations.addHandler(handler)
        }
        let handler = ConnectionHandler(
            configuration: configuration, epoch: epoch,
            outbox: Outbox(maximumUnconfirmed: configuration.maximumInFlight * 16),
            eventLoop: channel.eventLoop, onEvent: onEvent)
        try channel.pipeline.syncOperations.addHandler(handler)
        let bound = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        let timeout = channel.eventLoop.scheduleTask(in: TimeAmount(configuration.connectTimeout)) {
            bound.value.handshakeTimedOut()
        }
        let ready = handler.ready.futureResult
        ready.whenComplete { _ in timeout.cancel() }
        return (AMQPConnection(handler: handler, eventLoop: channel.eventLoop), ready)
    }

    private static func makeContext(_ tls: TLSConfiguration) throws(AMQPError) -> NIOSSLContext {
        do {
            return try NIOSSLContext(configuration: tls)
        } catch {
            throw AMQPError(code: .tlsFailed, message: "The TLS configuration cannot be used", cause: error)
        }
    }

    private static func connectError(_ error: any Error, _ configuration: AMQPConfiguration) -> AMQPError {
        if let error = error as? AMQPError { return error }
        if case ChannelError.connectTimeout? = error as? ChannelError {
            return AMQPError(code: .timedOut, message: "No connection to \(configuration) in time", cause: error)
        }
        return AMQPError(code: .connectFailed, message: "No connection to \(configuration)", cause: error)
    }
}
