public import BlobStore
public import Clocks
public import GRPCAMQPTransport
public import GRPCCore
public import Logging

/// What a service without a database of its own is built from; made once by ``ServiceHost``.
public struct EdgeContext: Sendable {
    /// The service's name in lower case, for example `gateway`.
    public let name: String
    /// The effective configuration.
    public let configuration: HostConfiguration
    /// Calls to the services.
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
        name: String, configuration: HostConfiguration, calls: GRPCClient<AMQPClientTransport>, blobs: any BlobStore,
        clock: any UTCClock, identifiers: any IdentifierSource, logger: Logger
    ) {
        self.name = name
        self.configuration = configuration
        self.calls = calls
        self.blobs = blobs
        self.clock = clock
        self.identifiers = identifiers
        self.logger = logger
    }
}
