import AMQP
import GRPCAMQPTransport
import GRPCCore
import Logging
import ServiceLifecycle

/// The connections to the broker and the client that calls other services over them.
///
/// Publishing and consuming have a connection each, so a publisher held back by a broker alarm does not hold back
/// acknowledgements. Events leave over a third one: RabbitMQ lets the channel of a message wait for a quorum queue that has
/// no leader, and after some hundreds of them the whole connection, and calls are not to wait with them.
struct Bus: Sendable {
    let publisher: AMQPClient
    let consumer: AMQPClient
    let calls: GRPCClient<AMQPClientTransport>

    init(name: String, configuration: HostConfiguration, logger: Logger) {
        self.publisher = Self.connection("publisher", configuration, logger)
        self.consumer = Self.connection("consumer", configuration, logger)
        var calling = AMQPClientTransport.Configuration(name: name)
        calling.userID = configuration.broker.username
        calling.declaresExchanges = configuration.declaresTopology
        calling.absencePatience = ServicePresence.restart
        let asking = self.publisher
        let presence = ServicePresence { queue throws(AMQPError) in
            // A broker that takes no messages does not answer either.
            try await asking.checkPublishing()
            return Int(try await asking.status(ofQueue: queue).consumerCount)
        }
        self.calls = GRPCClient(
            transport: AMQPClientTransport(
                publisher: self.publisher, consumer: self.consumer, configuration: calling, logger: logger),
            interceptors: [CallTracing(), CalledServiceInterceptor(presence: presence)])
    }

    /// A further connection to the broker, not running yet.
    static func connection(_ role: String, _ configuration: HostConfiguration, _ logger: Logger) -> AMQPClient {
        var broker = configuration.broker
        broker.connectionName += "-\(role)"
        return AMQPClient(configuration: broker, logger: logger)
    }

    /// What has to run for the bus to work, in the order of start.
    var services: [any Service] { [self.publisher, self.consumer, CallsService(client: self.calls)] }

    /// A check that both connections are up and the broker takes messages.
    var readiness: ReadinessCheck {
        ReadinessCheck("broker") {
            try await self.publisher.checkPublishing()
            try await self.consumer.waitUntilConnected()
        }
    }
}
