import Clocks

extension ReceivedProvince {
    func peopleFaults() -> [ProvinceFault] {
        let known = Set(self.agencies.map(\.id))
        var faults: [ProvinceFault] = []
        for person in self.people {
            let digits = person.personalID.unicodeScalars
            if digits.count != 12 || !digits.allSatisfy({ ("0"..."9").contains($0) }) {
                faults.append(.personalIDMalformed(person: person.id))
            }
            faults += person.posts.filter { !known.contains($0.agencyID) }.map { .agencyUnknown($0.agencyID) }
        }
        let repeated = Set(Self.repeated(self.people.map(\.personalID)))
        faults += self.people.filter { repeated.contains($0.personalID) }.map { .personalIDHeldTwice(person: $0.id) }
        return faults
    }

    func codeListFaults() -> [ProvinceFault] {
        var faults: [ProvinceFault] = []
        for list in self.codeLists {
            if list.entries.isEmpty || !Self.repeated(list.entries.map(\.code)).isEmpty || list.version < 1 {
                faults.append(.codeListUnclear(list.name, version: list.version))
            }
        }
        for (name, versions) in Dictionary(grouping: self.codeLists, by: \.name).sorted(by: { $0.key < $1.key }) {
            let ordered = versions.sorted { $0.version < $1.version }
            for (earlier, later) in zip(ordered, ordered.dropFirst())
            where earlier.version == later.version || earlier.validity.overlaps(later.validity) {
                faults.append(.codeListOverlaps(name, version: later.version))
            }
        }
        return faults
    }

    func calendarFaults() -> [ProvinceFault] {
        var faults: [ProvinceFault] = []
        var seen: Set<String> = []
        for calendar in self.calendars {
            let isNew = seen.insert("\(calendar.name) \(calendar.year)").inserted
            let daysAreUnique = Self.repeated(calendar.specialDays.map(\.day)).isEmpty
            if !isNew || !daysAreUnique || (try? calendar.working()) == nil {
                faults.append(.calendarUnclear(calendar.name, year: calendar.year))
            }
        }
        return faults
    }

    func textFaults() -> [ProvinceFault] {
        // Lengths are characters, not bytes (R9).
        var faults: [ProvinceFault] = []
        func check(_ text: String, _ limit: Int, _ what: @autoclosure () -> String) {
            if text.isEmpty || text.count > limit {
                faults.append(.textOutOfBounds(what()))
            }
        }
        for level in self.levels {
            check(level.code, 50, "level code")
            check(level.name, 200, "level \(level.code)")
        }
        for agency in self.agencies {
            check(agency.name, 200, "the name of agency \(agency.id)")
            check(agency.abbreviation, 30, "the abbreviation of agency \(agency.id)")
        }
        for person in self.people {
            check(person.fullName, 200, "the name of person \(person.id)")
            for post in person.posts {
                check(post.title, 200, "a post of person \(person.id)")
            }
        }
        for list in self.codeLists {
            check(list.name, 100, "code list name")
            check(list.title, 500, "the title of the list \(list.name)")
            for entry in list.entries {
                check(entry.code, 100, "a code of the list \(list.name)")
                check(entry.label, 500, "the label of \(list.name) \(entry.code)")
            }
        }
        for calendar in self.calendars {
            check(calendar.name, 100, "calendar name")
        }
        return faults
    }

    static func repeated<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { !seen.insert($0).inserted }
    }

    static func overlap(_ periods: [ValidityPeriod]) -> Bool {
        let ordered = periods.sorted { $0.from < $1.from }
        return zip(ordered, ordered.dropFirst()).contains { $0.overlaps($1) }
    }
}
