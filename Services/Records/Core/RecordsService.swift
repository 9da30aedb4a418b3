import Messaging
public import Migrations
public import ServiceKit

/// The composition root of the records service.
public enum RecordsService {
    /// The changes of the schema, oldest first; those of the event log come before them.
    public static var migrations: [Migration] {
        [Migration(fileName: "0100_create_records.sql", contents: PackageResources._100_create_records_sql)]
            .compactMap { $0 }
    }

    /// Builds what ``ServiceHost`` runs.
    public static func build(_ context: ServiceContext) async throws -> ServiceDefinition {
        let filing = DossierAcceptedHandler(identifiers: context.identifiers, clock: context.clock)
        let coded = PaperCodedHandler(identifiers: context.identifiers, clock: context.clock)
        let reused = ComponentReusedHandler(identifiers: context.identifiers, clock: context.clock)
        let status = DossierStatusChangedHandler()
        let queue = "records.events"
        return ServiceDefinition(
            migrations: Self.migrations,
            rpc: [
                RecordsRPC(
                    postgres: context.postgres,
                    plans: FilingPlanHandlers(postgres: context.postgres, clock: context.clock),
                    closing: CloseRecordHandler(
                        postgres: context.postgres, eventLog: context.eventLog, clock: context.clock,
                        identifiers: context.identifiers))
            ],
            subscriptions: [
                EventSubscription(queue: queue, event: "intake.dossier_accepted.v1", handle: filing.handle),
                EventSubscription(queue: queue, event: "intake.dossier_status_changed.v1", handle: status.handle),
                EventSubscription(queue: queue, event: "intake.component_reused.v1", handle: reused.handle),
                EventSubscription(queue: queue, event: "digitization.paper_coded.v1", handle: coded.handle),
            ])
    }
}
