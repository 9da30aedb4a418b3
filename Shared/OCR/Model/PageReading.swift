/// What the worker found on one page.
public struct PageReading: Codable, Hashable, Sendable {
    /// The page, from 1.
    public let page: Int
    /// What was measured.
    public let measures: PageMeasures
    /// What the quality gate has to say; empty when the page is good.
    public let findings: [QualityFinding]
    /// The lines in reading order, on the upright page; empty when the page is refused.
    public let lines: [RecognizedLine]
    /// Mean confidence of the words, weighted by their length. Range: `0...100`.
    public let meanConfidence: Double
    /// How the stored picture is turned to stand upright, clockwise: 0, 90, 180 or 270. Unit: degrees.
    public var turn: Int = 0

    /// Whether the page is refused.
    public var isRefused: Bool { self.findings.contains(where: \.refuses) }

    /// The recognised text, one printed line per line.
    public var text: String { self.lines.map(\.text).joined(separator: "\n") }
}
