public import Clocks

/// Something that somebody still has to do with an incoming document.
public struct IncomingTask: Hashable, Sendable {
    /// What is to be done.
    public enum Kind: String, CaseIterable, Sendable {
        /// Register.
        case registration
        /// Direct.
        case direction
        /// Lead the handling.
        case handling
        /// Cooperate.
        case cooperation
        /// Remove after a recall.
        case removal
    }

    /// What.
    public let kind: Kind
    /// Officer codes of those who can do it; one of them is enough.
    public let officers: [String]
    /// Units it waits at.
    public let units: [String]
    /// Since when.
    public let since: UTCInstant
    /// Until when.
    public let dueAt: UTCInstant?
}

extension IncomingDocument {
    /// What is to be done with it now; one task for each kind, so that nobody has it twice in a list.
    public var tasks: [IncomingTask] {
        // Received documents move on the same day, at latest the next (Decree 30/2020, article 4).
        let nextDay = self.since + .seconds(self.head.urgency == "none" ? 86_400 : 0)
        switch self.state {
        case .registration: return [self.task(.registration, self.actors, [], nextDay)]
        case .direction: return [self.task(.direction, self.actors, [], nextDay)]
        case .removal: return [self.task(.removal, self.actors, [], nextDay)]
        case .handling:
            let others = self.assignments.filter { !$0.isLead }
            let lead = self.task(.handling, self.actors, self.assignments.filter(\.isLead).map(\.unit), self.deadline)
            guard !others.isEmpty else { return [lead] }
            let officers = Set(others.flatMap { self.actors(for: $0) }).sorted()
            return [lead, self.task(.cooperation, officers, others.map(\.unit), self.deadline)]
        case .done, .refused, .removed: return []
        }
    }

    private func task(_ kind: IncomingTask.Kind, _ officers: [String], _ units: [String], _ dueAt: UTCInstant?) -> IncomingTask {
        IncomingTask(
            kind: kind, officers: officers, units: Set(units.filter { !$0.isEmpty }).sorted(), since: self.since, dueAt: dueAt)
    }
}
