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
    /// Who filed it, by officer code; empty = the suite itself.
    public let filedBy: String
    /// The day on which it was filed; nil = not known.
    public let filedOn: VietnamDate?
    /// What describes it further.
    public let details: DocumentDetails

    /// Makes a value.
    public init(
        id: Identifier, ordinal: Int, componentCode: String, title: String, paperTypeCode: String,
        filedBy: String = "", filedOn: VietnamDate? = nil, details: DocumentDetails
    ) {
        self.id = id
        self.ordinal = ordinal
        self.componentCode = componentCode
        self.title = title
        self.paperTypeCode = paperTypeCode
        self.filedBy = filedBy
        self.filedOn = filedOn
        self.details = details
    }

    /// Whether a field says something.
    public func has(_ field: DocumentField) -> Bool {
        switch field {
        case .title: !self.title.isEmpty
        case .type: !self.paperTypeCode.isEmpty
        case .number: !self.details.number.isEmpty
        case .notation: !self.details.notation.isEmpty
        case .issuedOn: self.details.issuedOn != nil
        case .issuer: !self.details.issuer.isEmpty
        case .language: !self.details.language.isEmpty
        case .pages: self.details.pages > 0
        case .signerName: !self.details.signerName.isEmpty
        }
    }
}
