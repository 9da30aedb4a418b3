public import Clocks

/// What a document does to an earlier one of the same agency.
///
/// Source: Decree 30/2020, article 18: a fault of content is mended by a document of equal form, one of form by công văn.
public struct DocumentRelation: Hashable, Codable, Sendable {
    /// The kind.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// Đính chính: mends form, technique or procedure.
        case corrects
        /// Replaces or amends the content.
        case replaces
    }

    /// What it does.
    public var kind: Kind
    /// The other document.
    public var document: Identifier

    /// Names a relation.
    public init(kind: Kind, document: Identifier) {
        self.kind = kind
        self.document = document
    }
}
