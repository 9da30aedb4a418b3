import AMQP
import NIOSSL
import Postgres

extension HostConfiguration {
    /// Reads and checks every setting.
    ///
    /// - Parameters:
    ///   - name: The service; becomes its schema and the name of its connections.
    ///   - settings: Settings of the service's own.
    ///   - usesDatabase: Whether the service has a schema.
    /// - Throws: ``ConfigurationError`` with every fault at once.
    static func read(
        name: String, settings: [any AnySetting], usesDatabase: Bool, from sources: ConfigurationSources
    ) throws -> (configuration: HostConfiguration, report: ConfigurationReport) {
        let all = HostSettings.common + (usesDatabase ? HostSettings.database : []) + settings
        var faults = sources.unknown(known: Set(all.map(\.key)))
        var report = ConfigurationReport()
        var values: [String: any Sendable] = [:]
        for setting in all {
            let found = try sources.text(setting.key)
            guard let text = found?.value ?? setting.defaultText else {
                faults.append(
                    ConfigurationFault(
                        key: setting.key, source: ConfigurationSources.variable(setting.key), expected: setting.expected,
                        got: "nothing"))
                continue
            }
            let source = found?.source ?? "default"
            do throws(SettingRefusal) {
                values[setting.key] = try setting.parsed(text)
            } catch {
                faults.append(ConfigurationFault(key: setting.key, source: source, expected: setting.expected, got: error.got))
                continue
            }
            report.entries.append(.init(key: setting.key, shown: setting.isSecret ? "<secret> in \(text)" : text, source: source))
        }
        guard faults.isEmpty else { throw ConfigurationError(faults: faults) }
        return (try HostConfiguration(name: name, values: values, usesDatabase: usesDatabase), report)
    }

    private init(name: String, values: [String: any Sendable], usesDatabase: Bool) throws {
        let read = SettingValues(values: values)
        var database: PostgresConfiguration?
        if usesDatabase {
            database = PostgresConfiguration(
                host: try read(HostSettings.databaseHost), port: try read(HostSettings.databasePort),
                database: try read(HostSettings.databaseName), username: try read(HostSettings.databaseUser),
                password: try read(HostSettings.databasePassword).reveal(), searchPath: name,
                maximumConnections: try read(HostSettings.databaseConnections), applicationName: "hoso-\(name)")
            // Well below the deadline of any call, so that the caller hears what is away and not only that time is up.
            database?.acquireTimeout = .seconds(3)
            // While the queue moves everybody gets a turn; whose call ends before that leaves the queue.
            database?.queueTimeout = .seconds(30)
        }
        let broker = AMQPConfiguration(
            host: try read(HostSettings.brokerHost), port: try read(HostSettings.brokerPort),
            virtualHost: try read(HostSettings.brokerVirtualHost), username: try read(HostSettings.brokerUser),
            password: try read(HostSettings.brokerPassword).reveal(), connectionName: "hoso-\(name)",
            tls: try read(HostSettings.brokerTLS) ? .makeClientConfiguration() : nil)
        self.init(
            database: database, broker: broker, blobsDirectory: try read(HostSettings.blobsDirectory),
            adminAddress: try read(HostSettings.adminAddress), adminPort: try read(HostSettings.adminPort),
            declaresTopology: try read(HostSettings.brokerDeclares), logLevel: try read(HostSettings.logLevel),
            drain: try read(HostSettings.drain), values: values)
    }
}
