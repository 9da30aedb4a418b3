extension OutgoingDocument {
    /// Who oversees a task: the head of the unit, the drafter for opinions, the signer for what comes after the checks.
    public func overseers(of task: DocumentTask) -> [String] {
        var overseers: Set<String> = []
        switch task.kind {
        case .opinion:
            overseers.insert(self.current(self.head.drafter))
            if let unit = self.process.unit(task.unit) { overseers.insert(self.current(unit.head)) }
        case .draft, .contentCheck:
            overseers.insert(self.current(self.head.signer))
            if let unit = self.process.unit(self.head.unit) { overseers.insert(self.current(unit.head)) }
        case .approval, .signature: overseers.formUnion(self.process.readers.map { self.current($0) })
        case .formatCheck, .number, .seal, .issue: overseers.insert(self.current(self.head.signer))
        }
        // Who is late himself is not told as the one who oversees.
        let rest = overseers.subtracting(task.officers)
        return (rest.isEmpty ? Set(self.process.signers.map { self.current($0) }).subtracting(task.officers) : rest).sorted()
    }
}

extension DocumentProcess {
    /// Whose work an officer may look at: everybody's, a unit's, or nobody's (R75).
    public func oversight(of officer: String) -> Oversight {
        if self.signers.contains(officer) || self.readers.contains(officer) { return .everybody }
        let units = self.units.filter { $0.head == officer }
        return units.isEmpty ? .nobody : .these(Set(units.flatMap { [$0.head] + $0.members }).sorted())
    }

    /// Whether an officer may look at what waits for a person and what the person did: oneself, or whom one oversees.
    public func maySeeWork(of person: String, _ officer: String) -> Bool {
        switch self.oversight(of: officer) {
        case .everybody: true
        case .these(let officers): person == officer || officers.contains(person)
        case .nobody: person == officer
        }
    }

    /// Whether an officer may look at what waits at a unit: its people, leaders and readers.
    public func maySeeWork(ofUnit code: String, _ officer: String) -> Bool {
        guard let unit = self.unit(code) else { return false }
        return unit.head == officer || unit.members.contains(officer) || self.oversight(of: officer) == .everybody
    }

    /// Officer codes of all who have work in it besides signers; readers only read.
    public var workers: Set<String> { Set(self.steps.flatMap(\.officers) + self.units.flatMap { [$0.head] + $0.members }) }

    /// Whether an officer may take out the register book: clerks, leaders and readers.
    public func mayRegister(_ officer: String) -> Bool {
        self.signers.contains(officer) || self.readers.contains(officer) || self.officers(for: .number).contains(officer)
            || self.officers(for: .issue).contains(officer)
    }

    /// Whose work somebody may look at.
    public enum Oversight: Hashable, Sendable {
        /// Everybody's.
        case everybody
        /// That of these officers.
        case these([String])
        /// Nobody's.
        case nobody
    }
}
