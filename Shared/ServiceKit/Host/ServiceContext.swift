public import BlobStore
public import Clocks
public import GRPCAMQPTransport
public import GRPCCore
public import Logging
public import Messaging
public import Postgres

/// What a service is built from; made once by ``ServiceHost``.
public struct ServiceContext: Sendable {
    /// The service's name in lower case, for example `intake`.
    public let name: String
    /// The effective configuration.
    public let configuration: HostConfiguration
    /// The service's own schema. Not to be used before `build` has returned: the migrations run after it.
    public let postgres: PostgresClient
    /// What the service tells others.
    public let eventLog: EventLog
    /// Calls to other services: `Hoso_Records_V1_RecordsService.Client(wrapping: context.calls)`.
    public let calls: GRPCClient<AMQPClientTransport>
    /// The files.
    public let blobs: any BlobStore
    /// The time.
    public let clock: any UTCClock
    /// New identifiers.
    public let identifiers: any IdentifierSource
    /// Where to log.
    public let logger: Logger

    /// Makes a context; services get theirs from ``ServiceHost``.
    public init(
        name: String, configuration: HostConfiguration, postgres: PostgresClient, eventLog: EventLog,
        calls: GRPCClient<AMQPClientTransport>, blobs: any BlobStore, clock: any UTCClock,
        identifiers: any IdentifierSource, logger: Logger
    ) {
        self.name = name
        self.configuration = configuration
        self.postgres = postgres
        self.eventLog = eventLog
        self.calls = calls
        self.blobs = blobs
        self.clock = clock
        self.identifiers = identifiers
        self.logger = logger
    }
}
