public import Clocks

/// A document of an owner's repository, as far as intake needs to know it.
public struct RepositoryDocument: Hashable, Sendable {
    /// The identity.
    public let id: Identifier

    /// The digitization result code.
    public let resultCode: String

    /// The kind of paper.
    public let paperTypeCode: String

    /// What it is.
    public let title: String

    /// Whether it was handed in or is a result.
    public let role: PaperRole

    /// The dossier it came from.
    public let dossierCode: String

    /// When it was stored.
    public let storedAt: UTCInstant

    /// Makes a document.
    public init(
        id: Identifier,
        resultCode: String,
        paperTypeCode: String,
        title: String,
        role: PaperRole,
        dossierCode: String,
        storedAt: UTCInstant
    ) {
        self.id = id
        self.resultCode = resultCode
        self.paperTypeCode = paperTypeCode
        self.title = title
        self.role = role
        self.dossierCode = dossierCode
        self.storedAt = storedAt
    }
}
