extension FilingPlan {
    /// Changes an approved plan by an amendment (R42): entries may come and change, but those from which records were
    /// opened stay, with their notation.
    ///
    /// - Parameters:
    ///   - other: The plan as it shall be.
    ///   - used: Notations from which records were opened.
    /// - Returns: What changed, one line for each entry, in the order of the notations; nothing = no change.
    /// - Throws: ``RecordsRefusal/planIsFixed(_:)`` for drafts, which are replaced, and closed plans;
    ///   ``RecordsRefusal/entryInUse(_:)`` when an entry in use is missing in `other`.
    public mutating func amend(to other: FilingPlan, used: Set<String>) throws(RecordsRefusal) -> [PlanAmendment] {
        guard self.state == .approved || self.state == .inForce else { throw .planIsFixed(self.state) }
        let before = Dictionary(self.entries.map { ($0.notation, $0) }) { first, _ in first }
        let after = Dictionary(other.entries.map { ($0.notation, $0) }) { first, _ in first }
        for notation in used.sorted() where before[notation] != nil && after[notation] == nil { throw .entryInUse(notation) }
        let changes = Set(before.keys).union(after.keys).sorted().compactMap { notation -> PlanAmendment? in
            switch (before[notation], after[notation]) {
            case (nil, .some): PlanAmendment(notation: notation, kind: .added)
            case (.some, nil): PlanAmendment(notation: notation, kind: .removed)
            case (let old, let new) where old != new: PlanAmendment(notation: notation, kind: .changed)
            default: nil
            }
        }
        guard !changes.isEmpty || self.headings != other.headings else { return [] }
        self.replaceHeadings(other.headings)
        return changes
    }

    /// The draft of another year with the same headings, entries and contracts; the year in titles moves along.
    ///
    /// - Throws: ``RecordsRefusal/badYear(_:)`` outside 2000...2100, and for the year of the plan itself.
    public func copied(to year: Int) throws(RecordsRefusal) -> FilingPlan {
        guard year != self.year else { throw .badYear(year) }
        var headings: [FilingPlanHeading] = []
        for heading in self.headings {
            var entries: [FilingPlanEntry] = []
            for entry in heading.entries {
                entries.append(
                    try FilingPlanEntry(
                        notation: entry.notation, title: self.moved(entry.title, to: year), retention: entry.retention,
                        creator: entry.creator, note: entry.note, contract: entry.contract, rules: entry.rules))
            }
            headings.append(FilingPlanHeading(ordinal: heading.ordinal, title: self.moved(heading.title, to: year), entries: entries))
        }
        return try FilingPlan(agencyCode: self.agencyCode, year: year, headings: headings)
    }

    /// Only `năm 2026` is the plan's year; a bare number may be anything.
    private func moved(_ text: String, to year: Int) -> String { text.replacing("năm \(self.year)", with: "năm \(year)") }

    /// Puts the entries that a unit proposes into a draft (R42): under the heading of the same ordinal, or a new one.
    ///
    /// - Throws: ``RecordsRefusal/planIsFixed(_:)`` unless it is a draft; ``RecordsRefusal/notationTwice(_:)`` when the plan
    ///   has an entry of that notation with other content.
    /// - Returns: Whether anything changed.
    public mutating func merge(_ proposed: [FilingPlanHeading]) throws(RecordsRefusal) -> Bool {
        guard self.state == .draft else { throw .planIsFixed(self.state) }
        var headings = self.headings
        for heading in proposed {
            for entry in heading.entries {
                if let known = headings.lazy.flatMap(\.entries).first(where: { $0.notation == entry.notation }) {
                    guard known == entry else { throw .notationTwice(entry.notation) }
                    continue
                }
                if let place = headings.firstIndex(where: { $0.ordinal == heading.ordinal }) {
                    headings[place] = FilingPlanHeading(
                        ordinal: heading.ordinal, title: headings[place].title, entries: headings[place].entries + [entry])
                } else {
                    headings.append(FilingPlanHeading(ordinal: heading.ordinal, title: heading.title, entries: [entry]))
                }
            }
        }
        guard headings != self.headings else { return false }
        self.replaceHeadings(headings)
        return true
    }
}
