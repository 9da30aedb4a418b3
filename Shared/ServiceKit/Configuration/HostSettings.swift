import AMQP
import NIOSSL
import Postgres

/// The settings every service has.
enum HostSettings {
    static let databaseHost = Setting.text("database.host", purpose: "Host of PostgreSQL.")
    static let databasePort = Setting.integer("database.port", in: 1...65535, default: 5432, purpose: "Port of PostgreSQL.")
    static let databaseName = Setting.text("database.name", default: "hoso", purpose: "Name of the database.")
    static let databaseUser = Setting.text("database.user", purpose: "The service's own role.")
    static let databasePassword = Setting.secretFile("database.password.file", purpose: "File with the role's password.")
    static let databaseConnections = Setting.integer(
        "database.connections", in: 2...200, default: 8, purpose: "Most connections to the database.")
    static let brokerHost = Setting.text("broker.host", purpose: "Host of RabbitMQ.")
    static let brokerPort = Setting.integer("broker.port", in: 1...65535, default: 5672, purpose: "Port of RabbitMQ.")
    static let brokerVirtualHost = Setting.text("broker.vhost", default: "/", purpose: "Virtual host.")
    static let brokerUser = Setting.text("broker.user", purpose: "The service's own user.")
    static let brokerPassword = Setting.secretFile("broker.password.file", purpose: "File with the user's password.")
    static let brokerTLS = Setting.flag("broker.tls", default: false, purpose: "Whether the broker is reached over TLS.")
    static let brokerDeclares = Setting.flag(
        "broker.declares", default: false, purpose: "Whether queues are declared by the service; in production they are data.")
    static let blobsDirectory = Setting.text("blobs.directory", purpose: "Folder of the file store.")
    static let adminAddress = Setting.text("admin.address", default: "127.0.0.1", purpose: "Address of the admin port.")
    static let adminPort = Setting.integer("admin.port", in: 0...65535, default: 0, purpose: "Admin port; 0 = a free one.")
    static let logLevel = Setting.choice(
        "log.level", of: ["trace", "debug", "info", "notice", "warning", "error"], default: "info",
        purpose: "Least severe lines that are logged.")
    static let drain = Setting.seconds(
        "drain.seconds", in: 1...600, default: 20, purpose: "Longest duration of a graceful stop.")
    static let configFile = Setting.text("config.file", default: "none", purpose: "YAML file with further settings.")

    static let database: [any AnySetting] = [
        databaseHost, databasePort, databaseName, databaseUser, databasePassword, databaseConnections,
    ]
    static let common: [any AnySetting] = [
        brokerHost, brokerPort, brokerVirtualHost, brokerUser, brokerPassword, brokerTLS, brokerDeclares,
        blobsDirectory, adminAddress, adminPort, logLevel, drain, configFile,
    ]
}
