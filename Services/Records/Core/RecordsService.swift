import Foundation
import HosoProto
import Messaging
public import Migrations
import RecordsDomain
public import ServiceKit

/// The composition root of the records service.
public enum RecordsService {
    /// The changes of the schema, oldest first; those of the event log come before them.
    public static var migrations: [Migration] {
        [
            Migration(fileName: "0100_create_records.sql", contents: PackageResources._100_create_records_sql),
            Migration(fileName: "0101_add_completeness.sql", contents: PackageResources._101_add_completeness_sql),
            Migration(fileName: "0102_add_planning.sql", contents: PackageResources._102_add_planning_sql),
            Migration(fileName: "0103_add_filing_rules.sql", contents: PackageResources._103_add_filing_rules_sql),
            Migration(fileName: "0104_keep_document_forms.sql", contents: PackageResources._104_keep_document_forms_sql),
            Migration(fileName: "0105_search_documents.sql", contents: PackageResources._105_search_documents_sql),
            Migration(fileName: "0200_add_archive.sql", contents: PackageResources._200_add_archive_sql),
            Migration(fileName: "0201_add_imports.sql", contents: PackageResources._201_add_imports_sql),
            Migration(fileName: "0202_add_document_steps.sql", contents: PackageResources._202_add_document_steps_sql),
            Migration(fileName: "0203_add_file_removals.sql", contents: PackageResources._203_add_file_removals_sql),
            Migration(fileName: "0204_know_every_file.sql", contents: PackageResources._204_know_every_file_sql),
            Migration(fileName: "0205_search_record_titles.sql", contents: PackageResources._205_search_record_titles_sql),
            Migration(fileName: "0206_index_word_pairs.sql", contents: PackageResources._206_index_word_pairs_sql),
        ].compactMap { $0 }
    }

    /// Builds what ``ServiceHost`` runs.
    public static func build(_ context: ServiceContext) async throws -> ServiceDefinition {
        self.make(
            RecordsParts(
                postgres: context.postgres, eventLog: context.eventLog,
                signing: Hoso_Signing_V1_SigningService.Client(wrapping: context.calls),
                process: Hoso_Signing_V1_ProcessService.Client(wrapping: context.calls), blobs: context.blobs, clock: context.clock,
                identifiers: context.identifiers, logger: context.logger))
    }

    /// Builds the service from its parts; the benchmark calls this too.
    public static func make(_ context: RecordsParts) -> ServiceDefinition {
        let filing = DossierAcceptedHandler(identifiers: context.identifiers, clock: context.clock)
        let coded = PaperCodedHandler(identifiers: context.identifiers, clock: context.clock)
        let reused = ComponentReusedHandler(identifiers: context.identifiers, clock: context.clock)
        let status = DossierStatusChangedHandler(identifiers: context.identifiers, clock: context.clock)
        let strengthened = DocumentStrengthenedHandler(clock: context.clock)
        let queue = "records.events"
        let keeping = RecordKeeping(
            postgres: context.postgres, eventLog: context.eventLog, clock: context.clock, identifiers: context.identifiers)
        let judge = SignatureJudge.service(context.signing)
        let plans = FilingPlanHandlers(postgres: context.postgres, clock: context.clock)
        let planning = PlanningHandlers(
            postgres: context.postgres, clock: context.clock, identifiers: context.identifiers)
        let issued = DocumentIssuedHandler(identifiers: context.identifiers, clock: context.clock)
        let arrived = IncomingProgressedHandler(identifiers: context.identifiers, clock: context.clock)
        let packing = PackingService(
            keeping: keeping,
            packager: RecordPackager(
                postgres: context.postgres, blobs: context.blobs, clock: context.clock, identifiers: context.identifiers,
                words: DocumentProcess.service(context.process), scratch: FileManager.default.temporaryDirectory.path),
            idlePause: .seconds(1), logger: context.logger)
        let reading = ReadingGuard(postgres: context.postgres, clock: context.clock, identifiers: context.identifiers)
        let checks = FileCheckService(
            postgres: context.postgres, blobs: context.blobs, clock: context.clock, pace: FileCheckService.Pace(), logger: context.logger)
        let importing = ImportService(
            keeping: keeping,
            importer: PackageImporter(
                blobs: context.blobs, judge: judge, identifiers: context.identifiers,
                scratch: FileManager.default.temporaryDirectory.path),
            idlePause: .seconds(1), logger: context.logger)
        let removals = FileRemovalService(keeping: keeping, blobs: context.blobs, idlePause: .seconds(5), logger: context.logger)
        return ServiceDefinition(
            migrations: Self.migrations,
            rpc: [
                RecordsRPC(
                    postgres: context.postgres,
                    plans: plans,
                    closing: CloseRecordHandler(keeping: keeping), reading: reading),
                SearchRPC(postgres: context.postgres, clock: context.clock),
                RightsRPC(rights: RightsHandlers(reading: reading)),
                OwnerRPC(postgres: context.postgres, clock: context.clock),
                KeepingRPC(keeping: keeping, judge: judge, rules: TransferRules()),
                PlanningRPC(planning: planning, plans: plans),
                ArchiveRPC(
                    transfers: TransferHandlers(keeping: keeping, rules: TransferRules(), blobs: context.blobs, judge: judge)),
            ],
            subscriptions: [
                EventSubscription(queue: queue, event: "intake.dossier_accepted.v1", handle: filing.handle),
                EventSubscription(queue: queue, event: "intake.dossier_status_changed.v1", handle: status.handle),
                EventSubscription(queue: queue, event: "intake.component_reused.v1", handle: reused.handle),
                EventSubscription(queue: queue, event: "digitization.paper_coded.v1", handle: coded.handle),
                EventSubscription(queue: queue, event: "signing.document_strengthened.v1", handle: strengthened.handle),
                EventSubscription(queue: queue, event: DocumentIssuedHandler.event, handle: issued.handle),
                EventSubscription(queue: queue, event: IncomingProgressedHandler.event, handle: arrived.handle),
                EventSubscription(
                    queue: queue, event: DocumentProgressedHandler.event, handle: DocumentProgressedHandler().handle),
            ],
            background: [packing, checks, importing, removals])
    }
}
