public import Clocks

/// A post a person holds in an agency for a time.
public struct Post: Hashable, Sendable {
    /// The agency.
    public let agencyID: Identifier

    /// The title for people, such as `Công chức tiếp nhận hồ sơ`.
    public let title: String

    /// The roles the post gives in the suite, such as `one_stop` or `signer`; the list of roles is a code list.
    public let roles: [String]

    /// When the person holds the post.
    public let validity: ValidityPeriod

    /// Makes a post.
    public init(agencyID: Identifier, title: String, roles: [String], validity: ValidityPeriod) {
        self.agencyID = agencyID
        self.title = title
        self.roles = roles
        self.validity = validity
    }
}
