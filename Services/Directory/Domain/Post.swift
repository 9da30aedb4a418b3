public import Clocks

/// A post a person holds for a time.
public struct Post: Hashable, Sendable {
    /// The agency.
    public let agencyCode: AgencyCode

    /// The title in Vietnamese, such as `Công chức Một cửa`.
    public let title: String

    /// The role in the suite, such as `oneStop` (R75).
    public let role: String

    /// When the person holds it.
    public let validity: ValidityPeriod

    /// Makes a post.
    public init(agencyCode: AgencyCode, title: String, role: String, validity: ValidityPeriod) {
        self.agencyCode = agencyCode
        self.title = title
        self.role = role
        self.validity = validity
    }
}
