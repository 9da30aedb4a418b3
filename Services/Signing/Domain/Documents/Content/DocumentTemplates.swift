/// The templates of all types.
public struct DocumentTemplates: Sendable {
    /// In the order of the decree.
    public let all: [DocumentTemplate]
    private let byType: [DocumentType: DocumentTemplate]

    /// Takes templates together.
    ///
    /// - Returns: `nil` when a type has none, or more than one.
    public init?(_ templates: [DocumentTemplate]) {
        let byType = Dictionary(templates.map { ($0.type, $0) }) { first, _ in first }
        let ordered = DocumentType.allCases.compactMap { byType[$0] }
        guard ordered.count == DocumentType.allCases.count, templates.count == ordered.count else { return nil }
        self.all = ordered
        self.byType = byType
    }

    /// The template of a type.
    public subscript(type: DocumentType) -> DocumentTemplate? { self.byType[type] }
}
