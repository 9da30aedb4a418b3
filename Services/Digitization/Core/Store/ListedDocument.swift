import Clocks
import DigitizationDomain

/// A document as it lies in `backlog_documents`.
struct ListedDocument: Hashable, Sendable {
    let campaignID: Identifier
    let agencyCode: String
    let recordCode: String
    let ordinal: Int
    let pages: Int
    let paperTypeCode: String
    let title: String
    let paperID: Identifier?
    /// State of its paper; nil without one.
    let paperState: PaperState?
}
