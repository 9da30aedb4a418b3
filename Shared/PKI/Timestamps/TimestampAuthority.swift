/// A timestamp authority that may be asked.
public struct TimestampAuthority: Hashable, Sendable {
    /// The name people know it by.
    public let name: String
    /// Where it answers, `http` or `https`.
    public let url: String
    /// The policy that is asked for; `nil` leaves it to the authority.
    public let policy: String?

    /// Makes an authority.
    public init(name: String, url: String, policy: String? = nil) {
        self.name = name
        self.url = url
        self.policy = policy
    }
}
