public import Logging
public import ServiceLifecycle

/// One reconnecting connection to the broker.
public final class AMQPClient: Service, Sendable {
    let configuration: AMQPConfiguration
    let logger: Logger

    /// Makes a client; it connects when ``run()`` is called.
    public init(configuration: AMQPConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// Keeps the connection until graceful shutdown or cancellation.
    ///
    /// - Throws: ``AMQPError`` when the very first attempt is refused for a reason that will not go
    ///   away (password, virtual host, TLS). Everything else is retried for ever.
    public func run() async throws {}

    /// Connects once and closes again, to check a configuration.
    public static func verify(_ configuration: AMQPConfiguration, logger: Logger) async throws(AMQPError) {}

    /// What the connection is doing now.
    public var currentState: AMQPConnectionState { .reconnecting(nil) }

    /// The state now and every later one; a slow reader sees only the newest.
    public var states: AsyncStream<AMQPConnectionState> { AsyncStream { $0.finish() } }

    /// Returns when the connection is open, topology declared and consumers subscribed.
    public func waitUntilConnected() async throws(AMQPError) {}

    /// Publishes and returns when the broker has confirmed.
    public func publish(_ message: AMQPMessage) async throws(AMQPError) {
        throw AMQPError(code: .notConnected, message: "not built yet")
    }

    /// Publishes many in order with one wait; one outcome per message, `nil` when confirmed.
    public func publish(contentsOf messages: [AMQPMessage]) async -> [AMQPError?] { [] }

    /// Publishes without waiting for anything.
    public func publishUnconfirmed(_ message: AMQPMessage) throws(AMQPError) {}

    /// Declares and remembers; declared again after each reconnect.
    public func declare(_ topology: AMQPTopology) async throws(AMQPError) {}

    /// Asks whether a queue exists and how full it is (reply code 404 when it does not).
    public func status(ofQueue name: String) async throws(AMQPError) -> AMQPQueueStatus {
        throw AMQPError(code: .notConnected, message: "not built yet")
    }

    /// Deletes a queue and forgets it; returns how many messages went with it.
    @discardableResult
    public func deleteQueue(_ name: String, ifUnused: Bool = false, ifEmpty: Bool = false) async throws(AMQPError) -> UInt32 { 0 }

    /// Empties a queue; returns how many messages went.
    @discardableResult
    public func purgeQueue(_ name: String) async throws(AMQPError) -> UInt32 { 0 }

    /// Deletes an exchange and forgets it.
    public func deleteExchange(_ name: String, ifUnused: Bool = false) async throws(AMQPError) {}

    /// Removes a binding and forgets it.
    public func unbind(_ binding: AMQPTopology.Binding) async throws(AMQPError) {}

    /// Subscribes to a queue; subscribed again after each reconnect.
    public func consume(
        queue: String,
        prefetch: UInt16,
        exclusive: Bool = false,
        consumerTag: String = "",
        arguments: AMQPTable = AMQPTable()
    ) async throws(AMQPError) -> AMQPConsumer { AMQPConsumer() }
}
