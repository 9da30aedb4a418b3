import BlobStore
import Clocks
import Messaging
import Postgres
import ServiceKit

/// What the handlers of this service work with.
struct SigningTools: Sendable {
    let configuration: SigningConfiguration
    let postgres: PostgresClient
    let eventLog: EventLog
    let blobs: any BlobStore
    let clock: any UTCClock
    let identifiers: any IdentifierSource
    let services: TrustServices
    /// Who holds which post (R75).
    let posts: OfficerPosts

    /// The certificate of a fingerprint from the inventory, or nil.
    func certificate(_ sha256: [UInt8]) async throws -> RegisteredCertificate? {
        try await self.postgres.withConnection { try await CertificateStore(session: $0).find(sha256: sha256) }
    }

    /// Appends events of one key while no other transaction appends to it, so that log order is commit order.
    func append(_ event: OutgoingEvent, in transaction: PostgresTransaction) async throws {
        _ = try await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended(\(event.key), 0))::text")
        try await self.eventLog.append([event], in: transaction)
    }
}
