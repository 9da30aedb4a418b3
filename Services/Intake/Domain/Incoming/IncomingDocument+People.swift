import Clocks

extension IncomingDocument {
    /// Who does now what a person had to do.
    public func current(_ officer: String) -> String {
        var seen: Set<String> = []
        var officer = officer
        while let next = self.successors[officer], seen.insert(officer).inserted { officer = next }
        return officer
    }

    /// Who can act now.
    public var actors: [String] {
        switch self.state {
        case .registration, .removal: self.reception.clerks.map { self.current($0) }
        case .direction: self.reception.directors.map { self.current($0) }
        case .handling: self.assignments.first { $0.isLead }.map { self.actors(for: $0) } ?? []
        case .done, .refused, .removed: []
        }
    }

    /// Who can act for an assignment.
    public func actors(for assignment: IncomingAssignment) -> [String] {
        if !assignment.officer.isEmpty { return [self.current(assignment.officer)] }
        guard let unit = self.reception.unit(assignment.unit) else { return [] }
        return Set([unit.head] + unit.members).map { self.current($0) }.sorted()
    }

    /// Whether an officer has, or will have, something to do with it.
    public func awaits(_ officer: String) -> Bool {
        let clerks = self.reception.clerks.map { self.current($0) }
        let directors = self.reception.directors.map { self.current($0) }
        switch self.state {
        case .registration: return (clerks + directors).contains(officer)
        case .direction: return directors.contains(officer)
        case .handling: return directors.contains(officer) || self.assignments.contains { self.actors(for: $0).contains(officer) }
        case .removal: return clerks.contains(officer)
        case .done, .refused, .removed: return false
        }
    }

    /// Whether an officer may see it (R75).
    public func isVisible(to officer: String) -> Bool {
        let everywhere = self.reception.clerks + self.reception.directors + self.reception.readers
        if everywhere.contains(where: { $0 == officer || self.current($0) == officer }) { return true }
        return self.assignments.contains { assignment in
            self.actors(for: assignment).contains(officer) || self.reception.unit(assignment.unit)?.head == officer
        }
    }
}
