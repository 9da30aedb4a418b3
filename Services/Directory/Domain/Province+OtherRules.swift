import Clocks

extension Province {
    func peopleFaults() -> [ProvinceFault] {
        let known = Set(self.agencies.map(\.code))
        var faults: [ProvinceFault] = []
        for person in self.people {
            faults += person.posts.filter { !known.contains($0.agencyCode) }.map { .agencyUnknown($0.agencyCode) }
            let same = Dictionary(grouping: person.posts) { [$0.agencyCode.description, $0.title, $0.role] }
            if same.values.contains(where: { Self.overlap($0.map(\.validity)) }) {
                faults.append(.postsOverlap(officerCode: person.officerCode))
            }
        }
        return faults
    }

    func codeFaults() -> [ProvinceFault] {
        let entries = Dictionary(grouping: self.codes) { [$0.list, $0.code] }
        return entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { _, periods in
            guard let first = periods.first, Self.overlap(periods.map(\.validity)) else {
                return nil
            }
            return .codeEntriesOverlap(list: first.list, code: first.code)
        }
    }

    func calendarFaults() -> [ProvinceFault] {
        self.calendar.filter { $0.isWorked && $0.day.weekday != .saturday && $0.day.weekday != .sunday }
            .map { .makeUpDayIsWorkingDay($0.day) }
    }

    func textFaults() -> [ProvinceFault] {
        var faults: [ProvinceFault] = []
        // Lengths are characters, not bytes (R9).
        func check(_ text: String, _ limit: Int, _ what: @autoclosure () -> String) {
            if text.isEmpty || text.count > limit || text.unicodeScalars.contains(where: { $0.value < 32 }) {
                faults.append(.textMalformed(what()))
            }
        }
        for agency in self.agencies {
            check(agency.name, 200, "The name of agency \(agency.code)")
            check(agency.abbreviation, 30, "The abbreviation of agency \(agency.code)")
        }
        for person in self.people {
            check(person.officerCode, 64, "An officer code")
            check(person.fullName, 200, "The name of officer \(person.officerCode)")
            for post in person.posts {
                check(post.title, 200, "A title of officer \(person.officerCode)")
                check(post.role, 50, "A role of officer \(person.officerCode)")
            }
        }
        for entry in self.codes {
            check(entry.list, 100, "The name of a code list")
            check(entry.code, 100, "A code of the list \(entry.list)")
            check(entry.name, 500, "The meaning of \(entry.list) \(entry.code)")
        }
        for day in self.calendar {
            check(day.name, 200, "The name of the day \(day.day.iso8601)")
        }
        return faults
    }
}
