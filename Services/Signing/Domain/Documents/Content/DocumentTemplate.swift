/// A type of document as data: its rules of layout and what a draft begins with.
///
/// Source: Decree 30/2020, article 7 and appendix III.
public struct DocumentTemplate: Hashable, Codable, Sendable {
    /// Type.
    public var type: DocumentType
    /// Name, for example `Quyết định`.
    public var name: String
    /// Whether the name is printed; else the summary stands below the number (công văn).
    public var hasTitle: Bool
    /// Whether it rests on a legal basis.
    public var needsBasis: Bool
    /// Whether it is addressed to somebody.
    public var needsAddressee: Bool
    /// Whether its text is divided into articles.
    public var hasArticles: Bool
    /// Lines in the middle before the text.
    public var opening: [String]
    /// Lines of the text to begin with.
    public var text: [DocumentContent.Block]

    /// Describes a type.
    public init(
        type: DocumentType, name: String, hasTitle: Bool, needsBasis: Bool, needsAddressee: Bool, hasArticles: Bool,
        opening: [String], text: [DocumentContent.Block]
    ) {
        self.type = type
        self.name = name
        self.hasTitle = hasTitle
        self.needsBasis = needsBasis
        self.needsAddressee = needsAddressee
        self.hasArticles = hasArticles
        self.opening = opening
        self.text = text
    }

    /// A draft to begin with; its layout check says what is still missing.
    public var draft: DocumentContent {
        DocumentContent(
            parentAgency: "", agency: "", place: "", basis: self.needsBasis ? ["Căn cứ "] : [],
            blocks: self.opening.map { .init(kind: .centred, text: $0) } + self.text, authority: [], signerName: "",
            recipients: ["Lưu: VT"])
    }
}
