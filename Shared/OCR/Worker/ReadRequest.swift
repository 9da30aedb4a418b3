/// What the worker needs to read one page.
struct ReadRequest: Codable, Hashable, Sendable {
    /// Longest side of a thumbnail. Unit: pixels.
    static let thumbnailSide = 320

    /// The file; the worker opens it read-only.
    let path: String
    /// The page, from 1.
    let page: Int
    /// The limits of the quality gate.
    let thresholds: QualityThresholds
    /// The limits of size.
    let limits: ScanLimits
    /// How a person turned the page, clockwise: 0, 90, 180 or 270; nil = nobody did, the worker turns it where it is sure.
    var turn: Int?
    /// Whether only the quality gate is asked, and a thumbnail made instead of the picture for the e-copy.
    var judgesOnly = false
}
