public import AMQP
public import GRPCCore
public import Logging

/// Makes gRPC calls over RabbitMQ.
///
/// The two connections are run by whoever made them; publishing and consuming are apart so that a broker that
/// holds publishers back does not hold back replies.
public struct AMQPClientTransport: ClientTransport {
    /// The bytes of a message.
    public typealias Bytes = AMQPTransportBytes

    let core: ClientCore

    /// Makes a transport; it takes calls once ``connect()`` has been called.
    ///
    /// - Parameters:
    ///   - publisher: The connection requests go out on.
    ///   - consumer: The connection replies come in on.
    ///   - configuration: How to make calls.
    ///   - logger: Gets `debug` lines about frames that could not be sent or read.
    public init(publisher: AMQPClient, consumer: AMQPClient, configuration: Configuration, logger: Logger) {
        self.core = ClientCore(
            bus: ClientBus(publisher: publisher, consumer: consumer, configuration: configuration, logger: logger))
    }

    /// Limits retries over all calls, as the service configuration says.
    public var retryThrottle: RetryThrottle? { self.core.retryThrottle }

    /// Takes replies until ``beginGracefulShutdown()`` and the last open call, or until cancelled; survives reconnects.
    public func connect() async throws {
        try await self.core.connect()
    }

    /// Refuses new calls and lets ``connect()`` return when the open ones are done.
    public func beginGracefulShutdown() {
        self.core.beginGracefulShutdown()
    }

    /// Makes one call.
    ///
    /// A unary call runs on ``AMQP/AMQPThread``: interceptors, coding and `onResponse` must not block there. A caller in the
    /// pool is handed over to that thread and back; one that prefers ``AMQP/AMQPThread/executor`` already, as a handler of
    /// ``AMQPServerTransport/Configuration/methodsOnConnectionThread`` does, is there.
    ///
    /// - Throws: What the closure throws; `UNAVAILABLE` when there is no connection and the options do not say to
    ///   wait, `FAILED_PRECONDITION` after shutdown.
    public func withStream<T: Sendable>(
        descriptor: MethodDescriptor,
        options: CallOptions,
        _ closure: (_ stream: RPCStream<Inbound, Outbound>, _ context: ClientContext) async throws -> T
    ) async throws -> T {
        try await self.core.withStream(descriptor: descriptor, options: options, closure)
    }

    /// The configuration of a method, if there is one.
    public func config(forMethod descriptor: MethodDescriptor) -> MethodConfig? {
        self.core.methods[descriptor]
    }
}
