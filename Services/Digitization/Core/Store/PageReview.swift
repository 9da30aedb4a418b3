import Clocks

/// A page a person has to look at.
struct PageReview: Hashable, Sendable {
    let paperID: Identifier
    /// The page, from 1.
    let page: Int
    /// Name of the finding's reason.
    let reason: String
    let openedAt: UTCInstant
}
