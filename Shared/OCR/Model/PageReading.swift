/// What the worker found on one page.
public struct PageReading: Codable, Hashable, Sendable {
    /// The page, from 1.
    public let page: Int
    /// What was measured.
    public let measures: PageMeasures
    /// Why the page is refused; empty when it is good.
    public let findings: [QualityFinding]
    /// The lines in reading order; empty when the page is refused.
    public let lines: [RecognizedLine]
    /// Mean confidence of the words, weighted by their length. Range: `0...100`; below 90 a person should look.
    public let meanConfidence: Double

    /// The recognised text, one printed line per line.
    public var text: String { self.lines.map(\.text).joined(separator: "\n") }
}
