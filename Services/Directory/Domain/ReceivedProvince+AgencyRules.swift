import Clocks

extension ReceivedProvince {
    private var agencyIDs: Set<Identifier> {
        Set(self.agencies.map(\.id))
    }

    func identityFaults() -> [ProvinceFault] {
        let identities = self.agencies.map(\.id) + self.people.map(\.id)
        return Self.repeated(identities).map { .duplicateIdentity($0) }
    }

    func codeFaults() -> [ProvinceFault] {
        var faults: [ProvinceFault] = []
        for agency in self.agencies {
            if agency.codes.isEmpty || Self.overlap(agency.codes.map(\.validity)) {
                faults.append(.codesUnclear(agency.id))
            }
            for assignment in agency.codes {
                if let old = assignment.reversedCode, (try? AgencyCode(reversed: old)) != assignment.code {
                    faults.append(.reversedCodeDiffers(old, assignment.code))
                }
            }
        }
        let assignments = Dictionary(grouping: self.agencies.flatMap(\.codes), by: \.code)
        for (code, held) in assignments.sorted(by: { $0.key < $1.key }) where Self.overlap(held.map(\.validity)) {
            // Within one agency the same days are reported above.
            let holders = self.agencies.filter { agency in agency.codes.contains { $0.code == code } }
            if holders.count > 1 {
                faults.append(.codeHeldTwice(code))
            }
        }
        return faults
    }

    func membershipFaults() -> [ProvinceFault] {
        let known = self.agencyIDs
        var faults: [ProvinceFault] = []
        for agency in self.agencies {
            faults += agency.memberships.filter { !known.contains($0.parentID) }.map { .agencyUnknown($0.parentID) }
            if Self.overlap(agency.memberships.map(\.validity)) {
                faults.append(.membershipsOverlap(agency.id))
            }
        }
        return faults
    }

    func levelFaults() -> [ProvinceFault] {
        self.agencies.filter { agency in
            !self.levels.contains { level in
                level.code == agency.levelCode && Self.covers(level.validity, agency.validity)
            }
        }.map { .levelNotInForce($0.levelCode, agency: $0.id) }
    }

    func linkFaults() -> [ProvinceFault] {
        let known = Dictionary(self.agencies.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var faults: [ProvinceFault] = []
        for link in self.links {
            guard let predecessor = known[link.predecessorID], let successor = known[link.successorID] else {
                faults += [link.predecessorID, link.successorID].filter { known[$0] == nil }.map { .agencyUnknown($0) }
                continue
            }
            let hasEnded = predecessor.validity.until.map { $0 <= link.effectiveOn } ?? false
            if !hasEnded || !successor.validity.contains(link.effectiveOn) {
                faults.append(.linkOutsideValidity(predecessor: link.predecessorID, successor: link.successorID))
            }
        }
        if let circle = Succession(links: self.links).circle {
            faults.append(.successionInCircle(circle))
        }
        return faults
    }

    private static func covers(_ outer: ValidityPeriod, _ inner: ValidityPeriod) -> Bool {
        guard outer.from <= inner.from else {
            return false
        }
        guard let outerEnd = outer.until else {
            return true
        }
        return inner.until.map { $0 <= outerEnd } ?? false
    }
}
