import Clocks
import RecordsDomain

/// Something that was handed over to be imported, and what came of it.
struct ImportTask: Sendable {
    /// How far it has come.
    enum State: String, Sendable {
        case waiting
        case imported
        case refused
    }

    let id: Identifier
    let file: StoredBlob
    /// Agency that shall hold the record; empty = the one the package names.
    let agencyCode: String
    /// What `arcFileCode` begins with; empty = nothing is taken off.
    let archiveCode: String
    /// Retention where the package has only `07`; nil = nobody named one.
    let retention: RetentionPeriod?
    let officerCode: String
    let askedAt: UTCInstant
    var attempt = 0
    var outcome = ImportOutcome()
    /// Why it could not be read though nothing is wrong with it; empty = nothing speaks against it.
    var failure = ""
}
