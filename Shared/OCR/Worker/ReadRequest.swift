/// What the worker needs to read one page.
struct ReadRequest: Codable, Hashable, Sendable {
    /// Longest side of a thumbnail. Unit: pixels.
    static let thumbnailSide = 320

    /// The file; the worker opens it read-only.
    let path: String
    /// The page, from 1.
    let page: Int
    /// The limits of the quality gate.
    var thresholds: QualityThresholds
    /// The limits of size.
    let limits: ScanLimits
    /// How a person turned the stored picture, clockwise: 0, 90, 180 or 270, whatever the file says; nil = nobody did, the
    /// worker turns it as the file says, and further where it is sure.
    var turn: Int?
    /// Whether only the quality gate is asked, and a thumbnail made instead of the picture for the e-copy.
    var judgesOnly = false
}
