/// A post that an officer holds on a day.
public struct OfficerPost: Hashable, Sendable {
    /// Agency of the post.
    public let agency: String
    /// Role in the suite (R75), such as `leader` or `administrator`.
    public let role: String

    /// Describes a post.
    public init(agency: String, role: String) {
        self.agency = agency
        self.role = role
    }

    /// Whether it is a post in an agency or in one below it; codes are dotted paths (Decision 20/2020/QĐ-TTg).
    public func isWithin(_ agency: String) -> Bool { self.agency == agency || self.agency.hasPrefix("\(agency).") }
}

extension Sequence<OfficerPost> {
    /// Whether one of the posts lets its holder set up and hand over the work of an agency: the leaders' or an administrator's.
    public func administers(_ agency: String) -> Bool {
        self.contains { $0.role == "administrator" || ($0.role == "leader" && $0.isWithin(agency)) }
    }
}
