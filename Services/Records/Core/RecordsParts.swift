public import BlobStore
public import Clocks
public import HosoProto
public import Logging
public import Messaging
public import Postgres

/// What the records service is built from.
public struct RecordsParts: Sendable {
    /// The service's own schema.
    public let postgres: PostgresClient
    /// What the service tells others.
    public let eventLog: EventLog
    /// Judges the signatures of documents that are filed by hand.
    public let signing: any Hoso_Signing_V1_SigningService.ClientProtocol
    /// Tells what was said while a document was made (R50).
    public let process: any Hoso_Signing_V1_ProcessService.ClientProtocol
    /// The files.
    public let blobs: any BlobStore
    /// The time.
    public let clock: any UTCClock
    /// New identifiers.
    public let identifiers: any IdentifierSource
    /// Where to log.
    public let logger: Logger

    /// Puts the parts together.
    public init(
        postgres: PostgresClient, eventLog: EventLog, signing: any Hoso_Signing_V1_SigningService.ClientProtocol,
        process: any Hoso_Signing_V1_ProcessService.ClientProtocol, blobs: any BlobStore, clock: any UTCClock, identifiers: any IdentifierSource, logger: Logger
    ) {
        self.postgres = postgres
        self.eventLog = eventLog
        self.signing = signing
        self.process = process
        self.blobs = blobs
        self.clock = clock
        self.identifiers = identifiers
        self.logger = logger
    }
}
