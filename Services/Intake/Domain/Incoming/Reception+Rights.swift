extension Reception {
    /// Whose work somebody may look at.
    public enum Oversight: Hashable, Sendable {
        /// Everybody's.
        case everybody
        /// That of these officers.
        case these([String])
    }

    /// Whose work an officer may look at: everybody's, that of the units the officer heads, or nobody's (R75).
    public func oversight(of officer: String) -> Oversight {
        if (self.directors + self.readers).contains(officer) { return .everybody }
        return .these(Set(self.units.filter { $0.head == officer }.flatMap { [$0.head] + $0.members }).sorted())
    }

    /// Whether an officer may look at what waits for a person: oneself, or whom one oversees.
    public func maySeeWork(of person: String, _ officer: String) -> Bool {
        if person == officer { return true }
        switch self.oversight(of: officer) {
        case .everybody: return true
        case .these(let officers): return officers.contains(person)
        }
    }

    /// Whether an officer may look at what waits at a unit: its people, directors and readers.
    public func maySeeWork(ofUnit code: String, _ officer: String) -> Bool {
        guard let unit = self.unit(code) else { return false }
        return unit.head == officer || unit.members.contains(officer) || self.oversight(of: officer) == .everybody
    }

    /// Whether an officer may take out books and the register: clerks, directors and readers.
    public func mayRegister(_ officer: String) -> Bool { (self.clerks + self.directors + self.readers).contains(officer) }

    /// Officer codes of all who have work in it; readers only read.
    public var workers: Set<String> { Set(self.clerks + self.directors + self.units.flatMap { [$0.head] + $0.members }) }
}
