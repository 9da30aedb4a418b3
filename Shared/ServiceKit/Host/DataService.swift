import AMQP
import GRPCAMQPTransport
import GRPCCore
import Logging
import Messaging
import Migrations
import Postgres
import ServiceLifecycle

/// The life of a service with a schema: waits for the database, migrates, then answers, publishes and consumes.
struct DataService: Service {
    let context: ServiceContext
    let definition: ServiceDefinition
    let bus: Bus
    let readiness: Readiness
    /// The connection events leave over; see ``Bus``.
    private let events: AMQPClient

    init(context: ServiceContext, definition: ServiceDefinition, bus: Bus, readiness: Readiness) {
        self.context = context
        self.definition = definition
        self.bus = bus
        self.readiness = readiness
        self.events = Bus.connection("events", context.configuration, context.logger)
    }

    /// Every migration: those of the event log, then the service's own.
    static func migrations(_ definition: ServiceDefinition) -> [Migration] {
        Messaging.migrations + definition.migrations
    }

    func run() async throws {
        try await self.migrate()
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: try self.services().map { .init(service: $0) }, logger: self.context.logger))
        self.readiness.started(with: self.checks)
        try await withGracefulShutdownHandler {
            try await group.run()
        } onGracefulShutdown: {
            self.readiness.stopping()
        }
    }

    /// Waits with a doubling pause as long as the database cannot be reached; any other failure ends the process.
    private func migrate() async throws {
        let migrator = Migrator(
            client: self.context.postgres, schema: self.context.name, logger: self.context.logger)
        var pause = Duration.milliseconds(200)
        while true {
            do {
                _ = try await migrator.apply(Self.migrations(self.definition))
                return
            } catch let error as PostgresError where error.isRetriable || error.code == .cannotConnect {
                self.context.logger.warning("waiting for the database", metadata: ["error": "\(error)"])
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(5))
            }
        }
    }

    private func services() throws -> [any Service] {
        let logger = self.context.logger
        let relay = EventRelay(
            log: self.context.eventLog, database: self.context.postgres, broker: self.events,
            configuration: RelayConfiguration(source: "hoso/\(self.context.name)"), logger: logger)
        var consuming = ConsumerConfiguration()
        consuming.declaresTopology = self.context.configuration.declaresTopology
        let consumer = try EventConsumer(
            subscriptions: self.definition.subscriptions, database: self.context.postgres, broker: self.bus.consumer,
            log: self.context.eventLog, clock: self.context.clock, configuration: consuming, logger: logger)
        // Stopped in the opposite order: the relay drains before its connection goes.
        return [self.events, relay, consumer] + self.definition.background + [self.answers()]
    }

    private func answers() -> AnswersService {
        var router = RPCRouter<AMQPServerTransport>()
        for service in self.definition.rpc { service.registerMethods(with: &router) }
        let names = Set(router.methods.map(\.service.fullyQualifiedService)).sorted()
        var configuration = AMQPServerTransport.Configuration(
            name: self.context.name, queues: [.init(name: "rpc.\(self.context.name)", services: names)])
        configuration.userID = self.context.configuration.broker.username
        configuration.declaresTopology = self.context.configuration.declaresTopology
        configuration.methodsOnConnectionThread = Set(self.definition.methodsOnConnectionThread.map(\.fullyQualifiedMethod))
        return AnswersService(
            server: GRPCServer(
                transport: AMQPServerTransport(
                    publisher: self.bus.publisher, consumer: self.bus.consumer, configuration: configuration,
                    logger: self.context.logger),
                services: self.definition.rpc,
                interceptors: [AnswerTracing(), AnswerMetrics(), FailureInterceptor(logger: self.context.logger)]))
    }

    private var checks: [ReadinessCheck] {
        [
            ReadinessCheck("database") { _ = try await self.context.postgres.query("SELECT 1") },
            self.bus.readiness, ReadinessCheck("events") { try await self.events.checkPublishing() },
        ] + self.definition.readiness
    }
}
