import HosoProto
import Messaging
public import Migrations
import PDF
public import ServiceKit

/// The intake service: procedures, dossiers, deadlines, hand-overs.
public enum IntakeService {
    /// The queue on which intake listens.
    static let queue = "intake.events"

    /// Builds the service for its host.
    @Sendable
    public static func build(_ context: ServiceContext) async throws -> ServiceDefinition {
        try self.make(
            IntakeParts(
                postgres: context.postgres,
                eventLog: context.eventLog,
                directory: Hoso_Directory_V1_DirectoryService.Client(wrapping: context.calls),
                records: Hoso_Records_V1_RecordsService.Client(wrapping: context.calls),
                signing: Hoso_Signing_V1_SigningService.Client(wrapping: context.calls),
                digitization: Hoso_Digitization_V1_DigitizationService.Client(wrapping: context.calls),
                blobs: context.blobs,
                deadlines: try DeadlineConfiguration(context.configuration),
                clock: context.clock,
                identifiers: context.identifiers,
                logger: context.logger))
    }

    /// Builds the service from its parts; tests call this too.
    ///
    /// - Throws: ``PDFError`` when the fonts of the slips are missing.
    public static func make(_ parts: IntakeParts) throws -> ServiceDefinition {
        let procedures = ProcedureStore(client: parts.postgres)
        let dossiers = DossierStore(
            client: parts.postgres, eventLog: parts.eventLog, events: DossierEvents(identifiers: parts.identifiers))
        let directory = DirectoryPort(client: parts.directory)
        let repository = RepositoryPort(client: parts.records)
        let rpc = IntakeRPC(
            dossiers: dossiers,
            procedures: procedures,
            importing: ImportProceduresHandler(procedures: procedures, logger: parts.logger),
            preparing: PrepareDossierHandler(procedures: procedures, repository: repository, clock: parts.clock),
            opening: OpenDossierHandler(
                dossiers: dossiers, procedures: procedures, directory: directory, repository: repository,
                clock: parts.clock, identifiers: parts.identifiers),
            accepting: AcceptDossierHandler(
                dossiers: dossiers, directory: directory, slips: try ReceiptSlipMaker(), blobs: parts.blobs,
                clock: parts.clock),
            changing: ChangeStatusHandler(
                dossiers: dossiers, directory: directory, repository: repository, clock: parts.clock),
            clock: parts.clock)
        let incoming = IncomingRPC(
            handlers: IncomingHandlers(
                postgres: parts.postgres, eventLog: parts.eventLog, signatures: SignaturePort(client: parts.signing),
                captures: CapturePort(client: parts.digitization), clock: parts.clock, identifiers: parts.identifiers),
            books: IncomingBooks(
                postgres: parts.postgres, blobs: parts.blobs, clock: parts.clock, fonts: try SlipFonts.liberationSerif()),
            access: IncomingAccess(postgres: parts.postgres, posts: OfficerPosts(parts.directory), clock: parts.clock))
        let watch = IncomingDeadlineWatch(
            postgres: parts.postgres, eventLog: parts.eventLog, deadlines: parts.deadlines, clock: parts.clock,
            identifiers: parts.identifiers)
        let paperStored = PaperStoredHandler(dossiers: dossiers, clock: parts.clock)
        let documentIssued = DocumentIssuedHandler(clock: parts.clock, identifiers: parts.identifiers)
        let documentRecalled = DocumentRecalledHandler(clock: parts.clock, identifiers: parts.identifiers)
        let documentStrengthened = DocumentStrengthenedHandler(clock: parts.clock, identifiers: parts.identifiers)
        let letterCaptured = LetterCapturedHandler(clock: parts.clock, identifiers: parts.identifiers)
        return ServiceDefinition(
            migrations: self.migrations,
            rpc: [rpc, incoming],
            subscriptions: [
                EventSubscription(queue: self.queue, event: PaperStoredHandler.event) { event, transaction in
                    try await paperStored.handle(event, in: transaction)
                },
                EventSubscription(queue: self.queue, event: DocumentIssuedHandler.event) { event, transaction in
                    try await documentIssued.handle(event, in: transaction)
                },
                EventSubscription(queue: self.queue, event: DocumentRecalledHandler.event) { event, transaction in
                    try await documentRecalled.handle(event, in: transaction)
                },
                EventSubscription(queue: self.queue, event: DocumentStrengthenedHandler.event) { event, transaction in
                    try await documentStrengthened.handle(event, in: transaction)
                },
                EventSubscription(queue: self.queue, event: LetterCapturedHandler.captured) { event, transaction in
                    try await letterCaptured.handleCaptured(event, in: transaction)
                },
                EventSubscription(queue: self.queue, event: LetterCapturedHandler.refused) { event, transaction in
                    try await letterCaptured.handleRefused(event, in: transaction)
                },
            ],
            background: [
                RoundsService(name: "deadlines of incoming documents", pause: parts.deadlines.pause, logger: parts.logger) {
                    try await watch.round()
                }
            ])
    }

    /// The tables of intake, numbered after those of messaging.
    public static var migrations: [Migration] {
        [
            ("0100_create_procedures.sql", PackageResources._100_create_procedures_sql),
            ("0101_create_dossiers.sql", PackageResources._101_create_dossiers_sql),
            ("0200_create_incoming.sql", PackageResources._200_create_incoming_sql),
            ("0201_keep_denials.sql", PackageResources._201_keep_denials_sql),
            ("0202_watch_incoming_deadlines.sql", PackageResources._202_watch_incoming_deadlines_sql),
            ("0300_keep_repeated_requests.sql", PackageResources._300_keep_repeated_requests_sql),
        ].compactMap { Migration(fileName: $0.0, contents: $0.1) }
    }
}
