import PDF

/// What a batch works on and how.
struct BatchPlan: Sendable {
    /// Largest file that is signed. Unit: bytes.
    static let documentLimitBytes = 512 << 20

    /// Folder of the documents; every `*.pdf` directly in it.
    let source: String
    /// Folder of the signed documents and of the journal.
    let target: String
    /// Font of the visible signature at the top left of page 1; `nil` signs invisibly.
    let font: TrueTypeFont?
    /// Documents worked on at the same time; each is in memory once or twice.
    let workers: Int
}
