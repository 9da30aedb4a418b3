import BlobStore
import Clocks
import PKI
import Postgres

/// What the invariants are checked against.
struct VerifyContext: Sendable {
    /// Reads all schemas as the owner of the cluster.
    let database: PostgresClient
    let schemas: ServiceSchemas
    let blobs: FileSystemBlobStore
    let trust: TrustStore
    let definitions: BrokerDefinitions
    /// Messages ready in a queue; nil when the broker cannot be asked.
    let depth: @Sendable (String) async -> Int?
    let clock: any UTCClock
    /// Files nobody refers to may be this old.
    let grace: Duration
}
