/// What kind of copy a document in a record is.
public enum DocumentForm: String, CaseIterable, Sendable {
    /// Bản thảo: to be removed once the document is issued (Decree 30/2020/NĐ-CP, article 29.4).
    case draft
    /// Bản chính of an outgoing document.
    case issued
    /// Incoming document.
    case received
    /// A signed digital copy of a paper.
    case digitized
    /// Phụ lục or file that goes with another document.
    case attachment
    /// A paper that stays paper; its place is the record's shelf.
    case paper
}
