/// The holder a development certificate is made for.
public struct DevelopmentSubject: Hashable, Sendable {
    /// The name of the person, organisation or authority.
    public let commonName: String
    /// The organisation the holder belongs to.
    public let organization: String
    /// The value of the attribute UID, such as `CCCD:001085012345`; `nil` leaves it out.
    public let identity: String?

    /// Makes a subject.
    public init(commonName: String, organization: String, identity: String? = nil) {
        self.commonName = commonName
        self.organization = organization
        self.identity = identity
    }
}
