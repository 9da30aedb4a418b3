/// What the worker needs to read one page.
struct ReadRequest: Codable, Hashable, Sendable {
    /// The file; the worker opens it read-only.
    let path: String
    /// The page, from 1.
    let page: Int
    /// The limits of the quality gate.
    let thresholds: QualityThresholds
    /// The limits of size.
    let limits: ScanLimits
}
