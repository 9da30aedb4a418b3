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
        self.texts.filter { !$0.isWellFormed }.map { .textMalformed($0.what) }
    }

    /// Every text that was handed in, in the order of the data, with what it is and where it stands.
    var texts: [ProvinceText] {
        var texts: [ProvinceText] = []
        func note(_ text: String, _ limit: Int, _ what: String, _ place: String) {
            texts.append(ProvinceText(text: text, limit: limit, what: what, place: place))
        }
        for (index, agency) in self.agencies.enumerated() {
            note(agency.name, 200, "The name of agency \(agency.code)", "agencies[\(index)].name")
            note(agency.abbreviation, 30, "The abbreviation of agency \(agency.code)", "agencies[\(index)].abbreviation")
        }
        for (index, person) in self.people.enumerated() {
            note(person.officerCode, 64, "An officer code", "people[\(index)].officer_code")
            note(person.fullName, 200, "The name of officer \(person.officerCode)", "people[\(index)].full_name")
            for (number, post) in person.posts.enumerated() {
                let place = "people[\(index)].posts[\(number)]"
                note(post.title, 200, "A title of officer \(person.officerCode)", "\(place).title")
                note(post.role, 50, "A role of officer \(person.officerCode)", "\(place).role")
            }
        }
        for (index, entry) in self.codes.enumerated() {
            note(entry.list, 100, "The name of a code list", "codes[\(index)].list")
            note(entry.code, 100, "A code of the list \(entry.list)", "codes[\(index)].code")
            note(entry.name, 500, "The meaning of \(entry.list) \(entry.code)", "codes[\(index)].name")
        }
        for (index, day) in self.calendar.enumerated() {
            note(day.name, 200, "The name of the day \(day.day.iso8601)", "calendar[\(index)].name")
        }
        return texts
    }
}
