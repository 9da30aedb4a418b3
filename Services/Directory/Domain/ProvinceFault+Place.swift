import Clocks

extension ProvinceFault {
    /// Where in the data handed in the fault stands, such as `people[3].posts[0].agency_code`.
    ///
    /// A fault between what was handed in and what is stored stands at the row handed in.
    ///
    /// - Parameter received: What was handed in.
    /// - Returns: The place in dotted form; empty when the fault lies in what is stored.
    public func place(in received: Province) -> String {
        switch self {
        case .duplicate(let what): received.placeOfRepeated(what)
        case .codeHeldTwice(let code): received.agency("code") { $0.code == code }
        case .legacyCodeDiffers(let text, let code): received.agency("legacy_code") { $0.code == code && $0.legacyCode == text }
        case .agencyUnknown(let code): received.placeNaming(code)
        case .levelNotInForce(let level, let code): received.agency("level") { $0.code == code && $0.level == level }
        case .successorNotInForce(let code, let successor):
            received.agency("successor_codes") { $0.code == code && $0.successorCodes.contains(successor) }
        case .pastRewritten(let code, let from): received.agency(nil) { $0.code == code && $0.validity.from == from }
        case .postsOverlap(let officerCode):
            Province.place("people", "posts", received.people.lastIndex { $0.officerCode == officerCode })
        case .codeEntriesOverlap(let list, let code):
            Province.place("codes", nil, received.codes.lastIndex { $0.list == list && $0.code == code })
        case .makeUpDayIsWorkingDay(let day):
            Province.place("calendar", "working", received.calendar.lastIndex { $0.day == day })
        case .textMalformed(let what):
            received.texts.first { $0.what == what && !$0.isWellFormed }?.place ?? ""
        }
    }
}

extension Province {
    /// The second of two rows that bear the same name.
    fileprivate func placeOfRepeated(_ what: String) -> String {
        let rows: [(list: String, index: Int?)] = [
            ("agencies", self.agencies.lastIndex { Self.name($0) == what }),
            ("people", self.people.lastIndex { Self.name($0) == what }),
            ("calendar", self.calendar.lastIndex { Self.name($0) == what }),
            ("codes", self.codes.lastIndex { Self.name($0) == what }),
        ]
        return rows.lazy.map { Self.place($0.list, nil, $0.index) }.first { !$0.isEmpty } ?? ""
    }

    /// The first row that names an agency as something other than itself.
    fileprivate func placeNaming(_ code: AgencyCode) -> String {
        for (index, agency) in self.agencies.enumerated() {
            if agency.parentCode == code { return "agencies[\(index)].parent_code" }
            if let number = agency.successorCodes.firstIndex(of: code) { return "agencies[\(index)].successor_codes[\(number)]" }
        }
        for (index, person) in self.people.enumerated() {
            if let number = person.posts.firstIndex(where: { $0.agencyCode == code }) {
                return "people[\(index)].posts[\(number)].agency_code"
            }
        }
        return ""
    }

    fileprivate func agency(_ member: String?, _ isMeant: (Agency) -> Bool) -> String {
        Self.place("agencies", member, self.agencies.lastIndex(where: isMeant))
    }

    fileprivate static func place(_ list: String, _ member: String?, _ index: Int?) -> String {
        guard let index else { return "" }
        return "\(list)[\(index)]" + (member.map { ".\($0)" } ?? "")
    }
}
