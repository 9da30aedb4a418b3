/// A person who works in the province's administration; no identity number is kept.
public struct Person: Hashable, Sendable {
    /// The officer code, unique in the province and the serial number in the officer's certificate.
    public let officerCode: String

    /// The full name.
    public let fullName: String

    /// The posts held, each for a time.
    public let posts: [Post]

    /// Makes a person.
    public init(officerCode: String, fullName: String, posts: [Post]) {
        self.officerCode = officerCode
        self.fullName = fullName
        self.posts = posts
    }
}
