public import Clocks

/// Finds who is responsible on a day for what an agency did before (R3).
public struct Succession: Sendable {
    private let periods: [AgencyCode: [Agency]]

    /// Makes the succession of a set of agencies.
    public init(agencies: [Agency]) {
        self.periods = Dictionary(grouping: agencies, by: \.code).mapValues { periods in
            periods.sorted { $0.validity.from < $1.validity.from }
        }
    }

    /// The agency that bears the code on a day, or `nil`.
    public func agency(_ code: AgencyCode, on day: VietnamDate) -> Agency? {
        self.periods[code]?.first { $0.validity.contains(day) }
    }

    /// The agencies responsible on a day for an agency known by its code.
    ///
    /// While the code is borne it is that agency. Afterwards it is whoever continues the last that bore it, over as
    /// many mergers as there were; a split has several successors.
    ///
    /// - Returns: Each agency once, in the order of the successor codes; empty when the code was not borne yet, is
    ///   not known, or ended without a successor.
    /// - Complexity: O(agencies walked). A circle ends at the first code met twice.
    public func responsible(for code: AgencyCode, on day: VietnamDate) -> [Agency] {
        var found: [Agency] = []
        var seen: Set<AgencyCode> = [code]
        var waiting = [code]
        var next = 0
        while next < waiting.count {
            let current = waiting[next]
            next += 1
            if let bearer = self.agency(current, on: day) {
                found.append(bearer)
                continue
            }
            let ended = self.periods[current]?.last { period in
                period.validity.until.map { $0 <= day } ?? false
            }
            waiting += (ended?.successorCodes ?? []).filter { seen.insert($0).inserted }
        }
        return found
    }
}
