public import Clocks

/// Finds who is responsible on a day for what an agency did before.
public struct Succession: Sendable {
    private let linksByPredecessor: [Identifier: [AgencyLink]]

    /// Makes the succession of a set of links.
    public init(links: [AgencyLink]) {
        self.linksByPredecessor = Dictionary(grouping: links, by: \.predecessorID)
    }

    /// The agencies responsible on a day: the agency itself while no successor took over, else its successors.
    ///
    /// A split has several successors. A circle in the links ends the walk at the first agency met twice.
    ///
    /// - Returns: At least one agency, each once, in the order of the links.
    /// - Complexity: O(links walked).
    public func responsible(for agency: Identifier, on day: VietnamDate) -> [Identifier] {
        var found: [Identifier] = []
        var seen: Set<Identifier> = [agency]
        var waiting = [agency]
        while !waiting.isEmpty {
            let current = waiting.removeFirst()
            let next = (self.linksByPredecessor[current] ?? []).filter { $0.effectiveOn <= day }
            let unseen = next.map(\.successorID).filter { seen.insert($0).inserted }
            if next.isEmpty {
                found.append(current)
            }
            waiting.append(contentsOf: unseen)
        }
        return found.isEmpty ? [agency] : found
    }

    /// An agency that would follow itself, or `nil` when the links have no circle.
    public var circle: Identifier? {
        for start in self.linksByPredecessor.keys.sorted() {
            var seen: Set<Identifier> = []
            var waiting = (self.linksByPredecessor[start] ?? []).map(\.successorID)
            while let current = waiting.popLast() {
                if current == start {
                    return start
                }
                if seen.insert(current).inserted {
                    waiting.append(contentsOf: (self.linksByPredecessor[current] ?? []).map(\.successorID))
                }
            }
        }
        return nil
    }
}
