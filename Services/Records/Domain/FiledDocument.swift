public import Clocks

/// A document as the completeness check of a record sees it.
public struct FiledDocument: Hashable, Sendable {
    /// Document.
    public let id: Identifier
    /// Ordinal in the record, from 1 (R44).
    public let ordinal: Int
    /// Component of the dossier that it fills; empty = none.
    public let componentCode: String
    /// What it is.
    public let title: String
    /// Kind of paper.
    public let paperTypeCode: String
    /// Whether its signature was valid when it was stored.
    public let signedValid: Bool

    /// Makes a value.
    public init(
        id: Identifier, ordinal: Int, componentCode: String, title: String, paperTypeCode: String, signedValid: Bool
    ) {
        self.id = id
        self.ordinal = ordinal
        self.componentCode = componentCode
        self.title = title
        self.paperTypeCode = paperTypeCode
        self.signedValid = signedValid
    }
}
