public import Migrations
public import ServiceKit

/// The composition root of the reporting service.
public enum ReportingService {
    /// The changes of the schema, oldest first; those of the event log come before them.
    public static var migrations: [Migration] {
        [
            Migration(fileName: "0100_create_read_model.sql", contents: PackageResources._100_create_read_model_sql),
            Migration(fileName: "0200_count_desks.sql", contents: PackageResources._200_count_desks_sql),
        ].compactMap { $0 }
    }

    /// Builds what ``ServiceHost`` runs.
    public static func build(_ context: ServiceContext) async throws -> ServiceDefinition {
        ServiceDefinition(
            migrations: Self.migrations,
            rpc: [ReportingRPC(postgres: context.postgres, clock: context.clock)],
            subscriptions: FactRecorder.subscriptions(queue: "reporting.events"))
    }
}
