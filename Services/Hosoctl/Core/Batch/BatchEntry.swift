/// What became of one document of a batch: one line of the journal.
struct BatchEntry: Codable, Hashable, Sendable {
    /// Name of the file in both folders.
    let file: String
    /// SHA-256 of the document, lower-case hex.
    let source: String
    /// SHA-256 of the signed document, lower-case hex; empty when it was not signed.
    let result: String
    /// What is wrong, Vietnamese first; empty when the signature was read back and is valid.
    let fault: String
}
