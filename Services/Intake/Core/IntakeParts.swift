public import BlobStore
public import Clocks
public import HosoProto
public import Logging
public import Messaging
public import Postgres

/// What intake is built from; the host has it all, tests make it by hand.
public struct IntakeParts: Sendable {
    /// The database, with the schema of intake.
    public var postgres: PostgresClient
    /// What intake tells others.
    public var eventLog: EventLog
    /// The directory.
    public var directory: any Hoso_Directory_V1_DirectoryService.ClientProtocol
    /// The records service.
    public var records: any Hoso_Records_V1_RecordsService.ClientProtocol
    /// The signing service.
    public var signing: any Hoso_Signing_V1_SigningService.ClientProtocol
    /// Digitization.
    public var digitization: any Hoso_Digitization_V1_DigitizationService.ClientProtocol
    /// Where slips are kept.
    public var blobs: any BlobStore
    /// When deadlines of incoming documents are told.
    public var deadlines: DeadlineConfiguration
    /// The time.
    public var clock: any UTCClock
    /// New identities.
    public var identifiers: any IdentifierSource
    /// The log.
    public var logger: Logger

    /// Collects the parts.
    public init(
        postgres: PostgresClient,
        eventLog: EventLog,
        directory: any Hoso_Directory_V1_DirectoryService.ClientProtocol,
        records: any Hoso_Records_V1_RecordsService.ClientProtocol,
        signing: any Hoso_Signing_V1_SigningService.ClientProtocol,
        digitization: any Hoso_Digitization_V1_DigitizationService.ClientProtocol,
        blobs: any BlobStore,
        deadlines: DeadlineConfiguration = DeadlineConfiguration(),
        clock: any UTCClock,
        identifiers: any IdentifierSource,
        logger: Logger
    ) {
        self.postgres = postgres
        self.eventLog = eventLog
        self.directory = directory
        self.records = records
        self.signing = signing
        self.digitization = digitization
        self.blobs = blobs
        self.deadlines = deadlines
        self.clock = clock
        self.identifiers = identifiers
        self.logger = logger
    }
}
