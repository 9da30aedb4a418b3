public import Clocks

/// What an import would change; made only of data that keeps every rule together with what is stored.
public struct ProvinceImport: Hashable, Sendable {
    /// The rows that are new or different.
    public let changed: Province

    /// How many rows are there already.
    public let unchangedCount: Int

    /// Compares the data handed in with the data stored and checks the two together.
    ///
    /// - Parameters:
    ///   - received: What was handed in; rows it does not name stay as they are.
    ///   - stored: What is known already.
    ///   - today: The day of the import; periods that ended before it are not rewritten (R3).
    /// - Throws: ``ProvinceFaults`` with every fault found, not only the first.
    public init(_ received: Province, into stored: Province, today: VietnamDate) throws(ProvinceFaults) {
        var faults = received.duplicateFaults()
        let agencies = Self.merge(received.agencies, into: stored.agencies, key: \.key)
        let people = Self.merge(received.people, into: stored.people, key: \.officerCode)
        let calendar = Self.merge(received.calendar, into: stored.calendar, key: \.day)
        let codes = Self.merge(received.codes, into: stored.codes, key: \.key)
        let hours = received.hours ?? stored.hours
        let merged = Province(
            agencies: agencies.all, people: people.all, calendar: calendar.all, hours: hours, codes: codes.all)
        faults += merged.agencyFaults() + merged.levelFaults() + merged.successionFaults()
        faults += merged.peopleFaults() + merged.codeFaults() + merged.calendarFaults()
        faults += received.textFaults()
        faults += Self.rewrittenPeriods(agencies.changed, stored: stored.agencies, today: today)
        guard faults.isEmpty else {
            throw ProvinceFaults(faults: faults)
        }
        let hoursChanged = received.hours != nil && received.hours != stored.hours
        self.changed = Province(
            agencies: agencies.changed, people: people.changed, calendar: calendar.changed,
            hours: hoursChanged ? received.hours : nil, codes: codes.changed)
        self.unchangedCount =
            agencies.unchanged + people.unchanged + calendar.unchanged + codes.unchanged
            + (received.hours != nil && !hoursChanged ? 1 : 0)
    }

    /// How many rows are new or different.
    public var changedCount: Int {
        self.changed.agencies.count + self.changed.people.count + self.changed.calendar.count
            + self.changed.codes.count + (self.changed.hours == nil ? 0 : 1)
    }

    private struct Merge<Row: Hashable & Sendable> {
        var all: [Row]
        var changed: [Row]
        var unchanged: Int
    }

    private static func merge<Row: Hashable & Sendable, Key: Hashable>(
        _ received: [Row], into stored: [Row], key: (Row) -> Key
    ) -> Merge<Row> {
        let known = Dictionary(stored.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        let named = Set(received.map(key))
        let changed = received.filter { known[key($0)] != $0 }
        return Merge(
            all: stored.filter { !named.contains(key($0)) } + received,
            changed: changed,
            unchanged: received.count - changed.count)
    }

    private static func rewrittenPeriods(
        _ changed: [Agency], stored: [Agency], today: VietnamDate
    ) -> [ProvinceFault] {
        let known = Dictionary(stored.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return changed.compactMap { agency in
            guard let before = known[agency.key], let end = before.validity.until, end <= today else {
                return nil
            }
            let onlySuccessorsAdded =
                agency.differsOnlyInSuccessors(from: before)
                && Set(before.successorCodes).isSubset(of: agency.successorCodes)
            return onlySuccessorsAdded ? nil : .pastRewritten(agency.code, from: agency.validity.from)
        }
    }
}

extension Agency {
    fileprivate func differsOnlyInSuccessors(from other: Agency) -> Bool {
        let same = Agency(
            code: other.code, legacyCode: other.legacyCode, name: other.name, abbreviation: other.abbreviation,
            level: other.level, parentCode: other.parentCode, validity: other.validity,
            successorCodes: self.successorCodes)
        return self == same
    }
}
