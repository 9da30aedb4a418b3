/// One change behind a signature: what, where, and how far it goes.
public struct ChangeFinding: Hashable, Sendable {
    /// The rule that classified it.
    public let rule: ChangeRule
    /// How far it goes.
    public let level: ChangeLevel
    /// The object it is about, if it is about one.
    public let object: PDFReference?
    /// The page it is about, counted from 1, if it is about one.
    public let page: Int?
    /// Where the revision ends in which it was found. Unit: bytes from the start of the file.
    public let revisionEnd: Int
    /// More, in English, for the log; field names may occur, values do not.
    public let detail: String
}
