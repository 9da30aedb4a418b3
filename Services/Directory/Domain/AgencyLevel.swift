public import Clocks

/// A level of government, valid in time: the district level ended on 1 July 2025 (R4).
public struct AgencyLevel: Hashable, Sendable {
    /// The short name by which agencies refer to the level, such as `commune`.
    public let code: String

    /// The name for people, such as `Cấp xã`.
    public let name: String

    /// When the level exists.
    public let validity: ValidityPeriod

    /// Makes a level.
    public init(code: String, name: String, validity: ValidityPeriod) {
        self.code = code
        self.name = name
        self.validity = validity
    }
}
