public import BlobStore
public import Clocks
import DigitizationDomain
public import Logging
public import Messaging
public import Migrations
import OCR
public import Postgres
public import ServiceKit

/// The digitization service: from a scanned paper to a digitized, signed, coded and stored document (R22 to R32).
public enum DigitizationService {
    /// The queue the service listens to.
    static let queue = "digitization.events"

    /// Builds the service for its host.
    @Sendable
    public static func build(_ context: ServiceContext) async throws -> ServiceDefinition {
        self.make(
            postgres: context.postgres, eventLog: context.eventLog, blobs: context.blobs, clock: context.clock,
            identifiers: context.identifiers, logger: context.logger,
            configuration: try DigitizationConfiguration(context.configuration))
    }

    /// Runs the program as a recognition worker: what `hoso-digitization worker` does.
    ///
    /// - Parameter arguments: The arguments behind `worker`.
    /// - Returns: The exit code.
    public static func runWorker(arguments: [String]) -> Int32 { RecognitionWorker.run(arguments: arguments) }

    /// Builds the service from the parts it really needs; tests call this too.
    public static func make(
        postgres: PostgresClient, eventLog: EventLog, blobs: any BlobStore, clock: any UTCClock,
        identifiers: any IdentifierSource, logger: Logger, configuration: DigitizationConfiguration
    ) -> ServiceDefinition {
        let store = PaperStore(client: postgres, eventLog: eventLog, clock: clock)
        let events = DigitizationEvents(identifiers: identifiers, clock: clock)
        let jobs = RecognitionJobStore(papers: store, events: events, holder: configuration.holder, lease: configuration.lease)
        let pool = RecognitionPool(configuration.recognition)
        let pages = CapturedPageStore(client: postgres, clock: clock)
        let recognition = RecognitionService(
            jobs: jobs, pages: pages,
            recognition: PaperRecognition(pool: pool, blobs: blobs, limits: configuration.limits, quality: configuration.quality),
            events: events, workers: configuration.recognition.workers, idlePause: configuration.idlePause, logger: logger)
        let extract = ExtractFieldsHandler(store: store, blobs: blobs, rules: configuration.rules, names: configuration.names)
        let check = FieldCheckHandler(
            confirmations: ConfirmationStore(papers: store), extract: extract,
            policy: ConfirmationPolicy(configuration.confirmation), layout: configuration.codeLayout)
        let rpc = DigitizationRPC(
            store: store, jobs: jobs,
            capture: CapturePaperHandler(store: store, blobs: blobs, clock: clock, identifiers: identifiers),
            extract: extract,
            confirm: ConfirmFieldsHandler(store: store, blobs: blobs, events: events, template: configuration.template, check: check),
            watchPause: .milliseconds(200))
        let captures = CaptureStore(papers: store)
        let captureRPC = CaptureRPC(
            captures: captures, pages: pages,
            open: OpenCaptureHandler(captures: captures, clock: clock, identifiers: identifiers),
            addFile: AddCaptureFileHandler(
                captures: captures, blobs: blobs, pool: pool, limits: configuration.limits, identifiers: identifiers),
            bind: BindCaptureHandler(captures: captures, blobs: blobs, clock: clock, identifiers: identifiers))
        let judge = CaptureJudgeService(
            captures: captures, pool: pool, blobs: blobs, limits: configuration.limits, quality: configuration.quality,
            idlePause: configuration.idlePause, logger: logger)
        let folders = WatchedFolderService(
            folders: configuration.folders, capture: rpc.capture, captures: captures, addFile: captureRPC.addFile, blobs: blobs,
            limits: configuration.limits, clock: clock, logger: logger)
        let expiry = CaptureExpiryService(
            captures: captures, events: events, patience: configuration.captureExpiry, clock: clock, logger: logger)
        let desk = DeskRPC(
            jobs: jobs, check: check,
            undigitized: DeclareUndigitizedHandler(store: UndigitizedStore(papers: store, events: events)),
            equipment: DeskEquipmentHandler(store: DeskEquipmentStore(papers: store, events: events), clock: clock))
        let backlog = BacklogStore(papers: store)
        let campaigns = BacklogRPC(
            backlog: backlog, blobs: blobs, attach: AttachFileHandler(backlog: backlog, blobs: blobs, identifiers: identifiers),
            clock: clock, identifiers: identifiers)
        return ServiceDefinition(
            migrations: self.migrations, rpc: [rpc, desk, captureRPC, campaigns],
            subscriptions: self.subscriptions(store: store, events: events),
            background: [recognition, judge, expiry] + (configuration.folders.isEmpty ? [] : [folders]),
            readiness: [ReadinessCheck("recognition") { try await pool.warmUp() }])
    }

    private static func subscriptions(store: PaperStore, events: DigitizationEvents) -> [EventSubscription] {
        let signed = DocumentSignedHandler(store: store, events: events)
        let strengthened = DocumentStrengthenedHandler(store: store, clock: store.clock)
        let stored = DocumentStoredHandler(store: store, events: events)
        return [
            EventSubscription(queue: self.queue, event: "signing.document_signed.v1", handle: signed.handle),
            EventSubscription(queue: self.queue, event: "signing.document_strengthened.v1", handle: strengthened.handle),
            EventSubscription(queue: self.queue, event: "records.document_stored.v1", handle: stored.handle),
        ]
    }

    /// The tables of digitization, numbered after those of messaging.
    public static var migrations: [Migration] {
        [
            ("0100_create_papers.sql", PackageResources._100_create_papers_sql),
            ("0101_create_captured_pages.sql", PackageResources._101_create_captured_pages_sql),
            ("0102_create_captures.sql", PackageResources._102_create_captures_sql),
            ("0200_share_recognition_fairly.sql", PackageResources._200_share_recognition_fairly_sql),
            ("0201_create_confirmations.sql", PackageResources._201_create_confirmations_sql),
            ("0202_create_backlog.sql", PackageResources._202_create_backlog_sql),
            ("0203_create_desks.sql", PackageResources._203_create_desks_sql),
            ("0204_keep_priority.sql", PackageResources._204_keep_priority_sql),
            ("0205_expire_captures.sql", PackageResources._205_expire_captures_sql),
            ("0300_keep_former_copies.sql", PackageResources._300_keep_former_copies_sql),
            ("0400_capture_incoming_letters.sql", PackageResources._400_capture_incoming_letters_sql),
        ]
        .compactMap { Migration(fileName: $0.0, contents: $0.1) }
    }
}
