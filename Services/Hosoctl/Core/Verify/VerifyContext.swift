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
    /// How full a queue is and who listens; throws when the broker cannot be asked.
    let queue: @Sendable (String) async throws -> QueueState
    let clock: any UTCClock
    /// Files nobody refers to may be this old.
    let grace: Duration
    /// Folder of the installation with its journal, logs and processes; nil when they are elsewhere.
    var installation: String?
    /// What a process may take.
    var budget = ProcessBudget()
}
