/// A whole file that is refused before its pages are read.
public struct ScanRefusal: Error, Codable, Hashable, Sendable {
    /// Why.
    public let finding: QualityFinding

    /// Creates a refusal.
    ///
    /// - Parameter finding: Why.
    public init(_ finding: QualityFinding) { self.finding = finding }
}
