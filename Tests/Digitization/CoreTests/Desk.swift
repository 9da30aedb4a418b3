import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Logging
import Messaging
import OCR
import Postgres
import SwiftProtobuf
import TestSupport

@testable import Digitization

/// The digitization service in parts, on a schema and a blob folder of its own.
struct Desk: Sendable {
    let configuration: RecognitionConfiguration
    let client: PostgresClient
    let blobs: FileSystemBlobStore
    let clock = FixedClock()
    let store: PaperStore
    let jobs: RecognitionJobStore
    let events: DigitizationEvents
    let capture: CapturePaperHandler
    let extract: ExtractFieldsHandler
    let check: FieldCheckHandler
    let confirm: ConfirmFieldsHandler
    let recognition: RecognitionService

    init(client: PostgresClient, blobs: FileSystemBlobStore, configuration: RecognitionConfiguration, lease: Duration = .seconds(30)) {
        self.client = client
        self.blobs = blobs
        self.configuration = configuration
        let identifiers = UUIDv7Source()
        self.store = PaperStore(client: client, eventLog: EventLog(), clock: self.clock)
        self.events = DigitizationEvents(identifiers: identifiers, clock: self.clock)
        self.jobs = RecognitionJobStore(papers: self.store, events: self.events, lease: lease)
        self.capture = CapturePaperHandler(store: self.store, blobs: blobs, clock: self.clock, identifiers: identifiers)
        self.extract = ExtractFieldsHandler(store: self.store, blobs: blobs, rules: ExtractionRules.standard, names: KnownNames())
        self.check = FieldCheckHandler(
            confirmations: ConfirmationStore(papers: self.store), extract: self.extract,
            policy: ConfirmationPolicy(ConfirmationRule.standard), layout: .standard)
        self.confirm = ConfirmFieldsHandler(
            store: self.store, blobs: blobs, events: self.events, template: .standard, check: self.check)
        self.recognition = RecognitionService(
            jobs: self.jobs, pages: CapturedPageStore(client: client, clock: self.clock),
            recognition: PaperRecognition(
                pool: RecognitionPool(configuration), blobs: blobs, limits: ScanLimits(), quality: QualityLimits()),
            events: self.events, workers: 1, idlePause: .milliseconds(20), logger: Logger(label: "test"))
    }

    /// The worker program, built beside the tests.
    static var worker: RecognitionConfiguration {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let beside = folder.appending(path: "OCRWorkerProgram").path
        let found = FileManager.default.isExecutableFile(atPath: beside)
        let program = found ? beside : FileManager.default.currentDirectoryPath + "/.build/debug/OCRWorkerProgram"
        var configuration = RecognitionConfiguration(executable: program, workers: 1)
        // The tests of all suites share few cores.
        configuration.pageTimeout = .seconds(300)
        return configuration
    }

    /// Runs a body with a fresh desk; workers are ended afterwards.
    static func with<R: Sendable>(
        _ configuration: RecognitionConfiguration = worker, _ body: (Desk) async throws -> R
    ) async throws -> R {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + DigitizationService.migrations) { client in
            try await TemporaryDirectory.with { folder in
                let blobs = try FileSystemBlobStore(directory: folder)
                let desk = Desk(client: client, blobs: blobs, configuration: configuration)
                defer { desk.recognition.recognition.pool.shutDown() }
                return try await body(desk)
            }
        }
    }

    /// The same desk, with work held for another time.
    func withLease(_ lease: Duration) -> Desk {
        Desk(client: self.client, blobs: self.blobs, configuration: self.configuration, lease: lease)
    }

    /// What is known of a paper that nobody reads.
    func parts(agency: String, number: Int) -> PaperParts {
        let digest = [UInt8](repeating: 1, count: 32)
        let seed = UInt64(truncatingIfNeeded: agency.unicodeScalars.reduce(number * 1000) { $0 + Int($1.value) })
        return PaperParts(
            id: SequentialIdentifiers.identifier(seed), dossierID: SequentialIdentifiers.identifier(1),
            dossierCode: "\(agency)-260305-0001", componentCode: "C\(number)", paperTypeCode: "licence", role: .component,
            ownerID: "097176703494", agencyCode: agency, officerCode: "CB01", title: "", declaredPages: 1, minimumDPI: 200,
            secrecy: .none, scan: StoredFile(sha256: digest, sizeBytes: 1, mediaType: "image/jpeg"), receivedAt: self.clock.now())
    }

    static let fixtures = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

    /// A request to capture a file of the fixtures, which is put into the blob store first.
    func request(
        _ file: String, type: String = "licence", pages: Int32 = 1, key: String = "k1"
    ) async throws -> Hoso_Digitization_V1_CapturePaperRequest {
        let bytes = [UInt8](try Data(contentsOf: Self.fixtures.appending(path: file)))
        let scan = StoredFile(try await self.blobs.put(bytes), mediaType: "image/jpeg")
        return .with {
            $0.idempotencyKey = key
            $0.dossierID = Data(SequentialIdentifiers.identifier(1).bytes)
            $0.dossierCode = "H30.1-260305-0001"
            $0.componentCode = "C1"
            $0.paperTypeCode = type
            $0.role = .component
            $0.ownerID = "097176703494"
            $0.agencyCode = "H30.1"
            $0.officerCode = "CB01"
            $0.declaredPages = pages
            $0.secrecy = .none
            $0.scan = scan.wire
            $0.title = "Đơn đề nghị đổi giấy phép lái xe"
        }
    }

    /// Captures a file and recognises it.
    func digitize(_ file: String, type: String = "licence", pages: Int32 = 1, key: String = "k1") async throws -> Paper? {
        let response = try await self.capture.handle(try await self.request(file, type: type, pages: pages, key: key))
        guard let id = Identifier(bytes: [UInt8](response.paper.id)), let job = try await self.jobs.claim() else { return nil }
        try await self.recognition.process(job)
        return try await self.store.paper(id)
    }

    /// Tells the service that a paper was signed.
    func sign(_ paper: Paper, verdict: Hoso_Signing_V1_Verdict = .valid) async throws -> [OutgoingEvent] {
        let message = Hoso_Signing_V1_DocumentSigned.with {
            $0.subject = .with {
                $0.kind = DocumentSignedHandler.subjectKind
                $0.id = Data(paper.parts.id.bytes)
            }
            if let copy = paper.copy { $0.document = copy.eCopy.wire }
            $0.signedDocument = .with {
                $0.sha256 = Data(repeating: 7, count: 32)
                $0.sizeBytes = 77
            }
            $0.report = .with { $0.verdict = verdict }
        }
        let handler = DocumentSignedHandler(store: self.store, events: self.events)
        return try await self.tell(message, handler.handle)
    }

    /// Tells the service that the signed copy of a paper was brought to a higher level.
    func strengthen(_ paper: Paper, verdict: Hoso_Signing_V1_Verdict = .valid) async throws -> [OutgoingEvent] {
        let message = Hoso_Signing_V1_DocumentStrengthened.with {
            $0.subject = .with {
                $0.kind = DocumentSignedHandler.subjectKind
                $0.id = Data(paper.parts.id.bytes)
            }
            $0.document = .with {
                $0.sha256 = Data(repeating: 7, count: 32)
                $0.sizeBytes = 77
            }
            $0.strengthenedDocument = .with {
                $0.sha256 = Data(repeating: 8, count: 32)
                $0.sizeBytes = 88
            }
            $0.report = .with { $0.verdict = verdict }
        }
        return try await self.tell(message, DocumentStrengthenedHandler(store: self.store, clock: self.clock).handle)
    }

    /// Tells the service that the repository took a paper over.
    func storeDocument(_ paper: Paper) async throws -> [OutgoingEvent] {
        let message = Hoso_Records_V1_DocumentStored.with {
            $0.paperID = Data(paper.parts.id.bytes)
            $0.document = .with { $0.id = Data(SequentialIdentifiers.identifier(50).bytes) }
            $0.storedAt = .with { $0.seconds = 1_772_676_000 }
        }
        return try await self.tell(message, DocumentStoredHandler(store: self.store, events: self.events).handle)
    }

    private func tell(_ message: some Message, _ handle: @escaping EventSubscription.Handler) async throws -> [OutgoingEvent] {
        let event = IncomingEvent(
            id: SequentialIdentifiers.identifier(99), name: "x", key: "H30.1-260305-0001", source: "test",
            occurredAt: self.clock.now(), payload: try message.serializedBytes())
        return try await self.client.withTransaction { transaction in try await handle(event, transaction) }
    }

    /// Names of the events in the log, in their order, without those of progress.
    func eventNames() async throws -> [String] {
        try await self.client.query(
            """
            SELECT name
            FROM event_log
            WHERE name <> 'digitization.recognition_progressed.v1'
            ORDER BY position
            """
        ).map { try $0.decode(column: 0) }
    }
}
