/// One recognised line of a paper.
public struct PaperLine: Hashable, Sendable, Codable {
    /// Page, from 1.
    public let page: Int
    /// Words from left to right.
    public let words: [PaperWord]
    /// What they stand on; absent in readings stored before it was kept.
    public let baseline: PaperBaseline?

    /// Creates a line.
    public init(page: Int, words: [PaperWord], baseline: PaperBaseline? = nil) {
        self.page = page
        self.words = words
        self.baseline = baseline
    }
}
