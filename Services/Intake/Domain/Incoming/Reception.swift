/// Who receives, directs and handles incoming documents in one agency, as data in versions.
public struct Reception: Hashable, Codable, Sendable {
    /// A unit that handles.
    public struct Unit: Hashable, Codable, Sendable {
        /// Code within the agency.
        public var code: String
        /// Officer code of the head.
        public var head: String
        /// Officer codes of its people.
        public var members: [String]

        /// Describes a unit.
        public init(code: String, head: String, members: [String]) {
            self.code = code
            self.head = head
            self.members = members
        }
    }

    /// Agency.
    public var agency: String
    /// Version, from 1.
    public var version: Int
    /// Officer codes of the clerks who register (văn thư).
    public var clerks: [String]
    /// Officer codes of the head and those the head lets direct.
    public var directors: [String]
    /// Units.
    public var units: [Unit]
    /// Officer codes of those who may read everything (R75).
    public var readers: [String]

    /// Describes a reception.
    public init(agency: String, version: Int, clerks: [String], directors: [String], units: [Unit], readers: [String] = []) {
        self.agency = agency
        self.version = version
        self.clerks = clerks
        self.directors = directors
        self.units = units
        self.readers = readers
    }

    /// A unit by its code.
    public func unit(_ code: String) -> Unit? { self.units.first { $0.code == code } }

    /// What makes it unusable; empty when nothing does.
    public var faults: [String] {
        var faults: [String] = []
        if self.agency.isEmpty { faults.append("agency") }
        if self.version < 1 { faults.append("version") }
        if self.clerks.isEmpty { faults.append("clerks") }
        if self.directors.isEmpty { faults.append("directors") }
        if Set(self.units.map(\.code)).count != self.units.count { faults.append("units: doubled") }
        for unit in self.units where unit.code.isEmpty || unit.head.isEmpty { faults.append("units.\(unit.code)") }
        return faults.sorted()
    }
}
