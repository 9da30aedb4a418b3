public import AMQP
public import GRPCCore
public import Logging

/// Answers gRPC calls over RabbitMQ.
///
/// A request is acknowledged after its reply is with the broker, so a crash leads to its redelivery; see
/// ``Configuration/idempotentMethods`` for what happens then.
public struct AMQPServerTransport: ServerTransport {
    /// The bytes of a message.
    public typealias Bytes = AMQPTransportBytes

    let core: ServerCore

    /// Makes a transport; it takes requests once ``listen(streamHandler:)`` is called.
    ///
    /// - Parameters:
    ///   - publisher: The connection replies go out on.
    ///   - consumer: The connection requests come in on.
    ///   - configuration: What to answer for, and how.
    ///   - logger: Gets `debug` lines about requests that could not be read or answered.
    public init(publisher: AMQPClient, consumer: AMQPClient, configuration: Configuration, logger: Logger) {
        self.core = ServerCore(
            bus: ServerBus(publisher: publisher, configuration: configuration, logger: logger), consumer: consumer)
    }

    /// Learns the registered methods, whose types decide which responses go as one frame.
    public func configure(context: GRPCServerContext) {
        self.core.configure(methods: context.methods)
    }

    /// Takes requests until ``beginGracefulShutdown()`` and the end of the calls in hand, or until cancelled; survives reconnects.
    public func listen(
        streamHandler: @escaping @Sendable (RPCStream<Inbound, Outbound>, ServerContext) async -> Void
    ) async throws {
        try await self.core.listen(streamHandler: streamHandler)
    }

    /// Returns once requests can come from every queue; for readiness checks and tests.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    public func waitUntilListening() async throws {
        try await self.core.waitUntilListening()
    }

    /// Takes no more requests, tells the running handlers, and lets ``listen(streamHandler:)`` return when they are done.
    public func beginGracefulShutdown() {
        self.core.beginGracefulShutdown()
    }
}
