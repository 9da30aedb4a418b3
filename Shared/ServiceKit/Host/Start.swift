import CoreMetrics
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// What every service does first: configuration, logs, metrics, the admin port.
struct Start {
    let command: HostCommand
    let configuration: HostConfiguration
    let report: ConfigurationReport
    let logger: Logger
    let readiness = Readiness()
    private let name: String
    private let registry = PrometheusRegistry()

    /// - Throws: ``ConfigurationError`` with every fault.
    init(name: String, arguments: [String], settings: [any AnySetting], usesDatabase: Bool) async throws {
        let (command, rest) = HostCommand.parse(arguments)
        let sources = try await ConfigurationSources(arguments: rest, environment: ProcessInfo.processInfo.environment)
        let (configuration, report) = try HostConfiguration.read(
            name: name, settings: settings, usesDatabase: usesDatabase, from: sources)
        self.name = name
        self.command = command
        self.configuration = configuration
        self.report = report
        let level = Logger.Level(rawValue: configuration.logLevel) ?? .info
        LoggingSystem.bootstrap { JSONLogHandler(service: "hoso-\(name)", label: $0, level: level) }
        MetricsSystem.bootstrap(PrometheusFactory(self.registry))
        self.logger = Logger(label: "hoso.\(name)")
    }

    /// Answers what needs no more than the configuration; nil for everything else.
    func answer() -> Int32? {
        switch self.command {
        case .checkConfiguration: break
        case .printConfiguration: StandardOutput.write("\(self.report)\n")
        case .run, .migrate, .migrationPlan: return nil
        }
        return ExitCode.success
    }

    /// The admin port.
    var admin: any Service {
        AdminServer(service: "hoso-\(self.name)", readiness: self.readiness, registry: self.registry)
            .application(address: self.configuration.adminAddress, port: self.configuration.adminPort, logger: self.logger)
    }

    /// Runs services until SIGTERM or SIGINT; the last is stopped first.
    func run(_ services: [any Service]) async throws -> Int32 {
        var group = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: self.logger)
        group.maximumGracefulShutdownDuration = self.configuration.drain
        self.logger.info("starting")
        try await ServiceGroup(configuration: group).run()
        self.logger.info("stopped")
        return ExitCode.success
    }
}
