public import GRPCCore
public import Messaging
public import Migrations
public import ServiceLifecycle

/// What a service consists of; returned by the closure given to ``ServiceHost``.
public struct ServiceDefinition: Sendable {
    /// The service's own migrations, numbered from 0100; those of `Messaging` are added by the host.
    public var migrations: [Migration]
    /// What it answers, over AMQP.
    public var rpc: [any RegistrableRPCService]
    /// Those of its methods that do little besides waiting, for the database or another service; they run on the thread of
    /// the broker's connections. See `AMQPServerTransport.Configuration.methodsOnConnectionThread` for the danger.
    public var methodsOnConnectionThread: [MethodDescriptor]
    /// What it listens to.
    public var subscriptions: [EventSubscription]
    /// Long-running work of its own; started after the migrations, stopped gracefully with the rest.
    public var background: [any Service]
    /// What must be in order before it may be used, besides database, broker and blobs.
    public var readiness: [ReadinessCheck]

    /// Makes a definition.
    public init(
        migrations: [Migration] = [], rpc: [any RegistrableRPCService] = [],
        methodsOnConnectionThread: [MethodDescriptor] = [], subscriptions: [EventSubscription] = [],
        background: [any Service] = [], readiness: [ReadinessCheck] = []
    ) {
        self.migrations = migrations
        self.rpc = rpc
        self.methodsOnConnectionThread = methodsOnConnectionThread
        self.subscriptions = subscriptions
        self.background = background
        self.readiness = readiness
    }
}
