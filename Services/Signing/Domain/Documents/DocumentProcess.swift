/// How one agency's documents go from draft to issue: steps, people and conditions as data, in versions.
///
/// A running document keeps the version it began with.
public struct DocumentProcess: Hashable, Codable, Sendable {
    /// A unit that drafts.
    public struct Unit: Hashable, Codable, Sendable {
        /// Code within the agency, for example `VX`.
        public var code: String
        /// Letters in the notation of công văn.
        public var abbreviation: String
        /// Officer code of the head, who answers for the content.
        public var head: String
        /// Officer codes of those who draft there; the head is always one.
        public var members: [String]

        /// Describes a unit.
        public init(code: String, abbreviation: String, head: String, members: [String]) {
            self.code = code
            self.abbreviation = abbreviation
            self.head = head
            self.members = members
        }
    }

    /// A step and who takes it.
    public struct Step: Hashable, Codable, Sendable {
        /// The step.
        public var kind: DocumentStepKind
        /// Who takes it; not used for draft (the drafter), approval and signature (the signer), content (the unit's head).
        public var officers: [String]
        /// Only for these types; empty = for all.
        public var types: [DocumentType]

        /// Describes a step.
        public init(kind: DocumentStepKind, officers: [String] = [], types: [DocumentType] = []) {
            self.kind = kind
            self.officers = officers
            self.types = types
        }
    }

    /// A type that the head gave a number series of its own.
    public struct Series: Hashable, Codable, Sendable {
        /// The type.
        public var type: DocumentType
        /// Name of the series.
        public var name: String

        /// Names the series of a type.
        public init(type: DocumentType, name: String) {
            self.type = type
            self.name = name
        }
    }

    /// Agency.
    public var agency: String
    /// Version, from 1.
    public var version: Int
    /// Letters of the agency in notations, for example `UBND`.
    public var abbreviation: String
    /// Units that draft.
    public var units: [Unit]
    /// Steps; the order is the decree's.
    public var steps: [Step]
    /// Officer codes of those who may approve and sign.
    public var signers: [String]
    /// Types whose drafts need at least one round of opinions.
    public var opinionsRequired: [DocumentType]
    /// Series by type; other types share the general one.
    public var series: [Series]
    /// Officer codes of those who may read everything and change nothing (R75).
    public var readers: [String]

    /// Describes a process.
    public init(
        agency: String, version: Int, abbreviation: String, units: [Unit], steps: [Step], signers: [String],
        opinionsRequired: [DocumentType] = [], series: [Series] = [], readers: [String] = []
    ) {
        self.agency = agency
        self.version = version
        self.abbreviation = abbreviation
        self.units = units
        self.steps = steps
        self.signers = signers
        self.opinionsRequired = opinionsRequired
        self.series = series
        self.readers = readers
    }

    /// The steps a document of a type takes, in order.
    public func kinds(for type: DocumentType) -> [DocumentStepKind] {
        self.steps.filter { $0.types.isEmpty || $0.types.contains(type) }.map(\.kind).sorted()
    }

    /// A unit by its code.
    public func unit(_ code: String) -> Unit? { self.units.first { $0.code == code } }

    /// Officers named for a step.
    public func officers(for kind: DocumentStepKind) -> [String] { self.steps.first { $0.kind == kind }?.officers ?? [] }

    /// Name of the series a document is numbered in.
    ///
    /// Source: Decree 30/2020, article 15: one series for paper and electronic documents, one for each normative type,
    /// secret documents apart; the head decides the rest.
    public func seriesName(for type: DocumentType, isNormative: Bool, isSecret: Bool) -> String {
        if isSecret { return "secret" }
        if isNormative { return "normative-\(type.rawValue)" }
        return self.series.first { $0.type == type }?.name ?? "general"
    }

    /// Number and notation, such as `05/QĐ-UBND`, `05/UBND-VX` or `05/2026/QĐ-UBND`.
    public func notation(_ number: Int, year: Int, type: DocumentType, isNormative: Bool, unit: String) -> String {
        let digits = number < 10 ? "0\(number)" : "\(number)"
        let letters = type.abbreviation
        let tail = letters.isEmpty
            ? "\(self.abbreviation)-\(self.unit(unit)?.abbreviation ?? unit)" : "\(letters)-\(self.abbreviation)"
        return isNormative ? "\(digits)/\(year)/\(tail)" : "\(digits)/\(tail)"
    }

    /// What makes the process unusable; empty when nothing does.
    public var faults: [String] {
        var faults: [String] = []
        if self.agency.isEmpty { faults.append("agency") }
        if self.version < 1 { faults.append("version") }
        if self.abbreviation.isEmpty { faults.append("abbreviation") }
        if self.signers.isEmpty { faults.append("signers") }
        if self.units.isEmpty || Set(self.units.map(\.code)).count != self.units.count { faults.append("units") }
        for unit in self.units where unit.code.isEmpty || unit.head.isEmpty || unit.abbreviation.isEmpty {
            faults.append("units.\(unit.code)")
        }
        if Set(self.steps.map(\.kind)).count != self.steps.count { faults.append("steps: doubled") }
        for kind in DocumentStepKind.obligatory where !self.steps.contains(where: { $0.kind == kind && $0.types.isEmpty }) {
            faults.append("steps.\(kind.rawValue): missing")
        }
        for kind in [DocumentStepKind.formatCheck, .number, .seal, .issue] {
            if let step = self.steps.first(where: { $0.kind == kind }), step.officers.isEmpty {
                faults.append("steps.\(kind.rawValue): nobody takes it")
            }
        }
        if Set(self.series.map(\.type)).count != self.series.count { faults.append("series: doubled") }
        for series in self.series where series.name.isEmpty || series.name == "secret" || series.name == "copies" || series.name.hasPrefix("normative-") {
            faults.append("series.\(series.type.rawValue)")
        }
        return faults.sorted()
    }
}
