public import Clocks

/// A person who works in an agency.
public struct Person: Hashable, Sendable {
    /// The identity.
    public let id: Identifier

    /// The full name as written in documents.
    public let fullName: String

    /// The personal identification number, twelve digits, never shown in lists or logs (R77).
    public let personalID: String

    /// The posts the person holds or held.
    public let posts: [Post]

    /// Makes a person.
    public init(id: Identifier, fullName: String, personalID: String, posts: [Post]) {
        self.id = id
        self.fullName = fullName
        self.personalID = personalID
        self.posts = posts
    }

    /// The posts held on a day.
    public func posts(on day: VietnamDate) -> [Post] {
        self.posts.filter { $0.validity.contains(day) }
    }
}
