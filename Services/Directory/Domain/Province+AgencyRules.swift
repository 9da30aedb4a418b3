import Clocks

extension Province {
    func duplicateFaults() -> [ProvinceFault] {
        var faults = Self.repeated(self.agencies, by: \.key).map { ProvinceFault.duplicate(Self.name($0)) }
        faults += Self.repeated(self.people, by: \.officerCode).map { .duplicate(Self.name($0)) }
        faults += Self.repeated(self.calendar, by: \.day).map { .duplicate(Self.name($0)) }
        faults += Self.repeated(self.codes, by: \.key).map { .duplicate(Self.name($0)) }
        return faults
    }

    func agencyFaults() -> [ProvinceFault] {
        var faults: [ProvinceFault] = []
        let known = Set(self.agencies.map(\.code))
        for (code, periods) in Dictionary(grouping: self.agencies, by: \.code).sorted(by: { $0.key < $1.key })
        where Self.overlap(periods.map(\.validity)) {
            faults.append(.codeHeldTwice(code))
        }
        for agency in self.agencies {
            if let old = agency.legacyCode, (try? AgencyCode(reversed: old)) != agency.code {
                faults.append(.legacyCodeDiffers(old, agency.code))
            }
            if let parent = agency.parentCode, !known.contains(parent) {
                faults.append(.agencyUnknown(parent))
            }
        }
        return faults
    }

    func levelFaults() -> [ProvinceFault] {
        let levels = self.codes.filter { $0.list == AgencyLevel.listName }
        return self.agencies.filter { agency in
            !levels.contains { $0.code == agency.level.rawValue && $0.validity.covers(agency.validity) }
        }.map { .levelNotInForce($0.level, $0.code) }
    }

    func successionFaults() -> [ProvinceFault] {
        let succession = Succession(agencies: self.agencies)
        let known = Set(self.agencies.map(\.code))
        var faults: [ProvinceFault] = []
        for agency in self.agencies {
            for successor in agency.successorCodes {
                guard known.contains(successor) else {
                    faults.append(.agencyUnknown(successor))
                    continue
                }
                guard let end = agency.validity.until, succession.agency(successor, on: end) != nil else {
                    // This also rules out circles: the end of a successor is later than its predecessor's.
                    faults.append(.successorNotInForce(agency.code, successor: successor))
                    continue
                }
            }
        }
        return faults
    }

    /// How a row is called in a sentence.
    static func name(_ agency: Agency) -> String { "Agency \(agency.key.name)" }
    static func name(_ person: Person) -> String { "Officer \(person.officerCode)" }
    static func name(_ day: CalendarDay) -> String { "The day \(day.day.iso8601)" }
    static func name(_ entry: CodeEntry) -> String { "The code \(entry.key.name)" }

    private static func repeated<Row, Key: Hashable>(_ rows: [Row], by key: (Row) -> Key) -> [Row] {
        var seen: Set<Key> = []
        return rows.filter { !seen.insert(key($0)).inserted }
    }

    static func overlap(_ periods: [ValidityPeriod]) -> Bool {
        // Two periods overlap only if two neighbours in the order of their first days do.
        let ordered = periods.sorted { $0.from < $1.from }
        return zip(ordered, ordered.dropFirst()).contains { $0.overlaps($1) }
    }
}

extension ValidityPeriod {
    fileprivate func covers(_ inner: ValidityPeriod) -> Bool {
        guard self.from <= inner.from else {
            return false
        }
        guard let end = self.until else {
            return true
        }
        return inner.until.map { $0 <= end } ?? false
    }
}
