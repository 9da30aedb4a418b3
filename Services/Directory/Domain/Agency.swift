public import Clocks

/// An agency during one period of validity; its code and its first day name it.
///
/// When an agency is renamed, moved or merged, its period ends and another begins. What ended is not rewritten (R3).
public struct Agency: Hashable, Sendable {
    /// The code in its dotted form.
    public let code: AgencyCode

    /// The old reversed form by which other systems may know it, or `nil` when it has none (R2).
    public let legacyCode: String?

    /// The full name in Vietnamese.
    public let name: String

    /// The short name used in document notations, such as `SNV`.
    public let abbreviation: String

    /// The level of government.
    public let level: AgencyLevel

    /// The code of the agency above, or `nil` for the province's own.
    public let parentCode: AgencyCode?

    /// When it exists in this form.
    public let validity: ValidityPeriod

    /// The agencies that continue it once the period has ended.
    public let successorCodes: [AgencyCode]

    /// Makes an agency.
    public init(
        code: AgencyCode,
        legacyCode: String?,
        name: String,
        abbreviation: String,
        level: AgencyLevel,
        parentCode: AgencyCode?,
        validity: ValidityPeriod,
        successorCodes: [AgencyCode]
    ) {
        self.code = code
        self.legacyCode = legacyCode
        self.name = name
        self.abbreviation = abbreviation
        self.level = level
        self.parentCode = parentCode
        self.validity = validity
        self.successorCodes = successorCodes
    }

    /// What names the period: the code and the first day.
    public var key: PeriodKey {
        PeriodKey(name: self.code.description, from: self.validity.from)
    }
}
