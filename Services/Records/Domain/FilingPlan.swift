/// The filing plan (danh mục hồ sơ) of one agency and year (R42).
public struct FilingPlan: Hashable, Sendable {
    /// Agency.
    public let agencyCode: String
    /// Year.
    public let year: Int
    /// How far it has come.
    public private(set) var state: FilingPlanState
    /// Headings with their entries.
    public private(set) var headings: [FilingPlanHeading]

    /// A new draft.
    ///
    /// - Throws: ``RecordsRefusal/notationTwice(_:)`` when two entries share a notation;
    ///   ``RecordsRefusal/missing(_:)`` without an agency or an entry; ``RecordsRefusal/badYear(_:)`` outside 2000...2100.
    public init(agencyCode: String, year: Int, headings: [FilingPlanHeading]) throws(RecordsRefusal) {
        guard !agencyCode.isEmpty else { throw .missing("agencyCode") }
        guard (2000...2100).contains(year) else { throw .badYear(year) }
        self.agencyCode = agencyCode
        self.year = year
        self.state = .draft
        self.headings = headings
        var seen: Set<String> = []
        for entry in self.entries where !seen.insert(entry.notation).inserted { throw .notationTwice(entry.notation) }
        guard !seen.isEmpty else { throw .missing("entries") }
    }

    /// A plan as stored; checks nothing but its shape.
    public init(loading agencyCode: String, year: Int, state: FilingPlanState, headings: [FilingPlanHeading]) {
        self.agencyCode = agencyCode
        self.year = year
        self.state = state
        self.headings = headings
    }

    /// All entries in their order.
    public var entries: [FilingPlanEntry] { self.headings.flatMap(\.entries) }

    /// Entries kept permanently, for the closing line of the printed plan.
    public var permanentCount: Int { self.entries.count { $0.retention == .permanent } }

    /// The entry of a notation.
    public func entry(_ notation: String) -> FilingPlanEntry? { self.entries.first { $0.notation == notation } }

    /// Takes the content of another draft of the same agency and year.
    ///
    /// - Returns: Whether something changed.
    /// - Throws: ``RecordsRefusal/planIsFixed(_:)`` when this plan is no draft any more and the content differs.
    public mutating func replace(with other: FilingPlan) throws(RecordsRefusal) -> Bool {
        guard self.headings != other.headings else { return false }
        guard self.state == .draft else { throw .planIsFixed(self.state) }
        self.headings = other.headings
        return true
    }

    /// Puts other headings in place; the rules stand in its callers.
    mutating func replaceHeadings(_ headings: [FilingPlanHeading]) { self.headings = headings }

    /// Moves on to the next state.
    ///
    /// - Throws: ``RecordsRefusal/planStep(from:to:)`` for any step but the next one.
    public mutating func advance(to state: FilingPlanState) throws(RecordsRefusal) {
        guard self.state.next == state else { throw .planStep(from: self.state, to: state) }
        self.state = state
    }
}
