import Clocks

/// What came of an import.
struct ImportOutcome: Sendable {
    var state = ImportTask.State.waiting
    /// `SIP`, `AIP`, `TT02`.
    var kind = ""
    var objectID = ""
    var recordID: Identifier?
    var fileCode = ""
    var documents = 0
    /// The descriptive values of the head, as they came.
    var head: [String: String] = [:]
    var findings: [ImportFinding] = []
    var decidedAt: UTCInstant?
}
