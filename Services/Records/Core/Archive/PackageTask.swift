import Archive
import Clocks
import RecordsDomain

/// A package that was made or is to be made.
struct PackageTask: Sendable {
    let id: Identifier
    let kind: PackageKind
    let recordID: Identifier
    /// Transfer it belongs to; nil = none.
    let transferID: Identifier?
    /// Request it answers; nil = none.
    let request: UseRequest?
    let officerCode: String
    let askedAt: UTCInstant
    let attempt: Int
    /// What came of it; nil = nothing yet.
    var made: Made?
    /// Why it could not be made; empty = nothing speaks against it.
    var failure = ""

    /// A package as it was made.
    struct Made: Sendable {
        let objectID: String
        let fileName: String
        let file: StoredBlob
        let documents: Int
        let at: UTCInstant
    }
}
