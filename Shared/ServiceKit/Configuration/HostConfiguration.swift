public import AMQP
public import Postgres

/// The effective configuration of a service: what every service has, and the settings of its own.
public struct HostConfiguration: Sendable {
    /// The database, with the service's schema as search path; nil for a service without one.
    public let database: PostgresConfiguration?
    /// The broker.
    public let broker: AMQPConfiguration
    /// The folder of the blob store.
    public let blobsDirectory: String
    /// The port of the admin server; 0 picks a free one.
    public let adminPort: Int
    /// The address the admin server listens on.
    public let adminAddress: String
    /// Whether queues and exchanges are declared by the service (development) or only expected (production).
    public let declaresTopology: Bool
    /// Least severe lines that are logged.
    public let logLevel: String
    /// How long a graceful stop may take.
    public let drain: Duration
    let values: [String: any Sendable]

    init(
        database: PostgresConfiguration?, broker: AMQPConfiguration, blobsDirectory: String, adminAddress: String,
        adminPort: Int, declaresTopology: Bool, logLevel: String, drain: Duration,
        values: [String: any Sendable]
    ) {
        self.database = database
        self.broker = broker
        self.blobsDirectory = blobsDirectory
        self.adminAddress = adminAddress
        self.adminPort = adminPort
        self.declaresTopology = declaresTopology
        self.logLevel = logLevel
        self.drain = drain
        self.values = values
    }

    /// The value of a setting that was handed to ``ServiceHost``.
    ///
    /// - Throws: ``ConfigurationError`` when the setting was not handed to the host.
    public func value<Value: Sendable>(of setting: Setting<Value>) throws -> Value {
        try SettingValues(values: self.values)(setting)
    }
}
