/// One heading of a filing plan with its entries (đề mục).
public struct FilingPlanHeading: Hashable, Sendable {
    /// Ordinal, Roman for major headings.
    public let ordinal: String
    /// Title.
    public let title: String
    /// Entries in their order.
    public let entries: [FilingPlanEntry]

    /// Makes a heading.
    public init(ordinal: String, title: String, entries: [FilingPlanEntry]) {
        self.ordinal = ordinal
        self.title = title
        self.entries = entries
    }
}
