import AMQP
import GRPCAMQPTransport
import GRPCCore
import Logging
import ServiceLifecycle

/// The connections to the broker and the client that calls other services over them.
///
/// Publishing and consuming have a connection each, so a publisher held back by a broker alarm does not hold back
/// acknowledgements.
struct Bus: Sendable {
    let publisher: AMQPClient
    let consumer: AMQPClient
    let calls: GRPCClient<AMQPClientTransport>

    init(name: String, configuration: HostConfiguration, logger: Logger) {
        var publishing = configuration.broker, consuming = configuration.broker
        publishing.connectionName += "-publisher"
        consuming.connectionName += "-consumer"
        self.publisher = AMQPClient(configuration: publishing, logger: logger)
        self.consumer = AMQPClient(configuration: consuming, logger: logger)
        var calling = AMQPClientTransport.Configuration(name: name)
        calling.userID = configuration.broker.username
        calling.declaresExchanges = configuration.declaresTopology
        calling.absencePatience = ServicePresence.restart
        let asking = self.publisher
        let presence = ServicePresence { queue throws(AMQPError) in Int(try await asking.status(ofQueue: queue).consumerCount) }
        self.calls = GRPCClient(
            transport: AMQPClientTransport(
                publisher: self.publisher, consumer: self.consumer, configuration: calling, logger: logger),
            interceptors: [CallTracing(), CalledServiceInterceptor(presence: presence)])
    }

    /// What has to run for the bus to work, in the order of start.
    var services: [any Service] { [self.publisher, self.consumer, CallsService(client: self.calls)] }

    /// A check that both connections are up.
    var readiness: ReadinessCheck {
        ReadinessCheck("broker") {
            try await self.publisher.waitUntilConnected()
            try await self.consumer.waitUntilConnected()
        }
    }
}
