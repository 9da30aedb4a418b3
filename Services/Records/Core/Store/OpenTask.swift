import Clocks

/// An open task with the record it belongs to, as lists show it.
struct OpenTask: Sendable {
    let id: Identifier
    let recordID: Identifier
    let fileCode: String
    let recordTitle: String
    let agencyCode: String
    let kind: String
    let key: String
    let ordinal: Int
    let documentTitle: String
    let sentenceVi: String
    let sentenceEn: String
    let officerCode: String
    let unit: String
    let dueOn: VietnamDate
    let openedAt: UTCInstant
}
