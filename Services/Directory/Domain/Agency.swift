public import Clocks

/// An agency with everything about it that is valid in time.
///
/// The identity outlives codes, names and parents: papers keep the identity and the code of their day, and nothing
/// here is rewritten when agencies merge (R3).
public struct Agency: Hashable, Sendable {
    /// The identity, the same through all codes and names.
    public let id: Identifier

    /// The name for people, such as `Sở Nội vụ`.
    public let name: String

    /// The abbreviation used in document notations, such as `SNV`.
    public let abbreviation: String

    /// The code of the level of government the agency belongs to.
    public let levelCode: String

    /// When the agency exists.
    public let validity: ValidityPeriod

    /// The codes the agency bears or bore.
    public let codes: [CodeAssignment]

    /// The agencies it belongs or belonged to.
    public let memberships: [AgencyMembership]

    /// Makes an agency.
    public init(
        id: Identifier,
        name: String,
        abbreviation: String,
        levelCode: String,
        validity: ValidityPeriod,
        codes: [CodeAssignment],
        memberships: [AgencyMembership]
    ) {
        self.id = id
        self.name = name
        self.abbreviation = abbreviation
        self.levelCode = levelCode
        self.validity = validity
        self.codes = codes
        self.memberships = memberships
    }

    /// The code the agency bears on a day, or `nil` when it bears none.
    public func code(on day: VietnamDate) -> AgencyCode? {
        self.codes.first { $0.validity.contains(day) }?.code
    }

    /// The agency it belongs to on a day, or `nil` at the top.
    public func parent(on day: VietnamDate) -> Identifier? {
        self.memberships.first { $0.validity.contains(day) }?.parentID
    }
}
