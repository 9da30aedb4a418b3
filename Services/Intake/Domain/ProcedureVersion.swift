public import Clocks

/// A version of an administrative procedure; a dossier keeps the one in force when it was opened (R14).
public struct ProcedureVersion: Hashable, Sendable {
    /// The code of the national catalogue: a digit, a dot, six digits.
    public let code: String

    /// The version. Range: 1 and up.
    public let version: Int

    /// The name in Vietnamese.
    public let name: String

    /// The sector (lĩnh vực).
    public let sector: String

    /// The code of the agency that decides, or `nil` when the agency that receives the dossier decides.
    public let competentAgencyCode: String?

    /// The section of it that works on the dossier after acceptance (R20).
    public let handlingSection: String

    /// How long the agency may take.
    public let limit: WorkingTimeLimit

    /// The minute of the day from which a receipt counts for the next working day; `nil` without a cut-off (R5).
    public let cutOffMinute: Int?

    /// The papers.
    public let components: [ComponentRule]

    /// When the version is in force.
    public let validity: ValidityPeriod

    /// The entry of the filing plan for its work records, such as `05.HTCT`.
    public let filingNotation: String

    /// Makes a version and checks everything about it that needs no other version.
    ///
    /// - Throws: ``CatalogueFaults`` with every fault found.
    public init(
        code: String,
        version: Int,
        name: String,
        sector: String,
        competentAgencyCode: String?,
        handlingSection: String,
        limit: WorkingTimeLimit,
        cutOffMinute: Int?,
        components: [ComponentRule],
        validity: ValidityPeriod,
        filingNotation: String
    ) throws(CatalogueFaults) {
        self.code = code
        self.version = version
        self.name = name
        self.sector = sector
        self.competentAgencyCode = competentAgencyCode
        self.handlingSection = handlingSection
        self.limit = limit
        self.cutOffMinute = cutOffMinute
        self.components = components
        self.validity = validity
        self.filingNotation = filingNotation
        let faults = self.faults
        guard faults.isEmpty else {
            throw CatalogueFaults(faults: faults)
        }
    }

    /// The papers to be handed in.
    public var handedInComponents: [ComponentRule] {
        self.components.filter { $0.role == .component }
    }

    private var faults: [CatalogueFault] {
        var faults: [CatalogueFault] = []
        if !Self.isProcedureCode(self.code) {
            faults.append(.codeMalformed(self.code))
        }
        if self.version < 1 {
            faults.append(.versionOutOfRange(self.code, self.version))
        }
        if !self.limit.isCountable {
            faults.append(.limitOutOfRange(self.code))
        }
        if let minute = self.cutOffMinute, !(1..<24 * 60).contains(minute) {
            faults.append(.cutOffOutOfRange(self.code))
        }
        let texts = [self.name, self.sector, self.competentAgencyCode ?? "-", self.handlingSection]
        if !texts.allSatisfy({ (1...500).contains($0.count) }) || self.filingNotation.count > 100 {
            faults.append(.textMalformed(self.code, component: nil))
        }
        var seen: Set<String> = []
        for component in self.components {
            if !seen.insert(component.code).inserted {
                faults.append(.componentTwice(self.code, component: component.code))
            }
            let isShort = (1...50).contains(component.code.count) && (1...500).contains(component.name.count)
            if !isShort || !(1...100).contains(component.paperTypeCode.count) {
                faults.append(.textMalformed(self.code, component: component.code))
            }
        }
        return faults
    }

    private static func isProcedureCode(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count == 8, scalars[1] == "." else {
            return false
        }
        return (scalars[...0] + scalars[2...]).allSatisfy { ("0"..."9").contains($0) }
    }
}
