/// One recognised line of a paper.
public struct PaperLine: Hashable, Sendable, Codable {
    /// Page, from 1.
    public let page: Int
    /// Words from left to right.
    public let words: [PaperWord]

    /// Creates a line.
    public init(page: Int, words: [PaperWord]) {
        self.page = page
        self.words = words
    }
}
