import BlobStore
import Clocks
import CoreMetrics
import Foundation
import Messaging
import Migrations
import Postgres
public import ServiceLifecycle

/// Runs a service: everything its `main` needs.
///
/// ```swift
/// @main struct IntakeMain {
///     static func main() async {
///         await ServiceHost.run(name: "intake", build: IntakeService.build)
///     }
/// }
/// ```
public enum ServiceHost {
    /// Runs a service with a schema until it is told to stop, then exits the process.
    ///
    /// Reads the configuration (all faults at once, exit 78), logs JSON to standard output, waits for database and
    /// broker in any order of start, migrates under a lock, then answers calls, publishes and consumes events and
    /// serves the admin port until SIGTERM. `--check-config`, `--print-config`, `--migrate` and `--migrate-plan` do what
    /// they say and exit.
    ///
    /// - Parameters:
    ///   - name: The service in lower case, for example `intake`; also its schema and the first word of its queues.
    ///   - arguments: The command line without the program.
    ///   - settings: Settings of the service's own.
    ///   - build: The composition root. It must not use the database yet.
    public static func run(
        name: String,
        arguments: [String] = Array(CommandLine.arguments.dropFirst()),
        settings: [any AnySetting] = [],
        build: @escaping @Sendable (ServiceContext) async throws -> ServiceDefinition
    ) async -> Never {
        await Self.exiting {
            let start = try await Start(name: name, arguments: arguments, settings: settings, usesDatabase: true)
            guard let database = start.configuration.database else { return ExitCode.configuration }
            if let code = start.answer() { return code }
            let postgres = PostgresClient(configuration: database, logger: start.logger)
            let bus = Bus(name: name, configuration: start.configuration, logger: start.logger)
            let context = ServiceContext(
                name: name, configuration: start.configuration, postgres: postgres, eventLog: EventLog(),
                calls: bus.calls, blobs: try FileSystemBlobStore(directory: start.configuration.blobsDirectory),
                clock: SystemClock(), identifiers: UUIDv7Source(), logger: start.logger)
            let definition = try await build(context)
            if start.command != .run {
                return try await Self.migrate(definition, context, dryRun: start.command == .migrationPlan)
            }
            let service = DataService(context: context, definition: definition, bus: bus, readiness: start.readiness)
            return try await start.run([postgres] + bus.services + [start.admin, service])
        }
    }

    /// Runs a service without a schema until it is told to stop, then exits the process.
    ///
    /// - Parameters:
    ///   - name: The service in lower case, for example `gateway`.
    ///   - arguments: The command line without the program.
    ///   - settings: Settings of the service's own.
    ///   - build: The composition root; returns what runs.
    public static func runEdge(
        name: String,
        arguments: [String] = Array(CommandLine.arguments.dropFirst()),
        settings: [any AnySetting] = [],
        build: @escaping @Sendable (EdgeContext) async throws -> [any Service]
    ) async -> Never {
        await Self.exiting {
            let start = try await Start(name: name, arguments: arguments, settings: settings, usesDatabase: false)
            if let code = start.answer() { return code }
            guard start.command == .run else { return ExitCode.success }
            let bus = Bus(name: name, configuration: start.configuration, logger: start.logger)
            let context = EdgeContext(
                name: name, configuration: start.configuration, calls: bus.calls,
                blobs: try FileSystemBlobStore(directory: start.configuration.blobsDirectory), clock: SystemClock(),
                identifiers: UUIDv7Source(), logger: start.logger)
            let service = EdgeService(
                services: try await build(context), bus: bus, readiness: start.readiness, logger: start.logger)
            return try await start.run(bus.services + [start.admin, service])
        }
    }

    /// Applies the migrations or names those that would be applied.
    private static func migrate(
        _ definition: ServiceDefinition, _ context: ServiceContext, dryRun: Bool
    ) async throws -> Int32 {
        let migrator = Migrator(client: context.postgres, schema: context.name, logger: context.logger)
        let migrations = DataService.migrations(definition)
        let concerned = dryRun ? try await migrator.plan(migrations) : try await migrator.apply(migrations)
        for migration in concerned { StandardOutput.write("\(context.name) \(migration.version) \(migration.name)\n") }
        await context.postgres.shutdown()
        return dryRun && !concerned.isEmpty ? ExitCode.failure : ExitCode.success
    }

    private static func exiting(_ body: () async throws -> Int32) async -> Never {
        do {
            exit(try await body())
        } catch let error as ConfigurationError {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(ExitCode.configuration)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(ExitCode.failure)
        }
    }
}
