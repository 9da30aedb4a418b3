import Clocks
import DigitizationDomain

/// A campaign with its plan.
struct BacklogCampaign: Hashable, Sendable {
    /// A counted box.
    struct Box: Hashable, Sendable {
        let name: String
        let countedRecords: Int
        var listedRecords = 0
    }

    let id: Identifier
    let agencyCode: String
    let name: String
    let standard: String
    let plannedBoxes: Int
    let plannedRecords: Int
    let plannedDocuments: Int
    let openedBy: String
    let openedAt: UTCInstant
    var boxes: [Box] = []
    var listedRecords = 0
    var progress = BacklogProgress()
}
