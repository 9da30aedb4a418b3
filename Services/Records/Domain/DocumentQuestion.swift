public import Clocks

/// What is looked for among the documents; every condition must hold, and an empty one always does.
public struct DocumentQuestion: Hashable, Sendable {
    /// Words and phrases.
    public var text: SearchText
    /// Owner.
    public var ownerID = ""
    /// Kinds of paper.
    public var paperTypes: [String] = []
    /// Agencies in whose records the documents are filed.
    public var agencies: [String] = []
    /// Forms of the document.
    public var forms: [DocumentForm] = []
    /// First day of storing, in Vietnam.
    public var storedFrom: VietnamDate?
    /// Last day of storing, in Vietnam.
    public var storedTo: VietnamDate?
    /// First day of issue.
    public var issuedFrom: VietnamDate?
    /// Last day of issue.
    public var issuedTo: VietnamDate?

    /// A question with a text and no other condition.
    public init(text: SearchText) { self.text = text }
}
