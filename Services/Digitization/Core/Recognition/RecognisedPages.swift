import OCR

/// A page captured before, by what it looks like.
struct KnownPage: Hashable, Sendable {
    /// Hash of its picture; see `PageMeasures.differenceHash`.
    let differenceHash: UInt64
    /// Where it stands, in a clerk's words: title and page.
    let place: String
}

/// What was found of the pages of one paper, besides their text.
struct RecognisedPages: Hashable, Sendable {
    /// One page.
    struct Page: Hashable, Sendable {
        let number: Int
        let differenceHash: UInt64
        /// Confidence of recognition. Range: `0...100`.
        let confidence: Int
    }

    private(set) var pages: [Page] = []
    private(set) var findings: [QualityFinding] = []
    private var known: [KnownPage]
    private let duplicateDistance: Int

    init(known: [KnownPage], duplicateDistance: Int) {
        self.known = known
        self.duplicateDistance = duplicateDistance
    }

    /// Whether a page is refused, and so the paper.
    var isRefused: Bool { self.findings.contains(where: \.refuses) }

    /// Adds a page and compares it with the pages captured before and with those of the same paper.
    mutating func add(_ reading: PageReading, page: Int) {
        self.findings += reading.findings.map { $0.on(page: page) }
        let hash = reading.measures.differenceHash
        guard !reading.isRefused else { return }
        let same = self.known.first { ($0.differenceHash ^ hash).nonzeroBitCount <= self.duplicateDistance }
        // Pages of even brightness all look alike: they are no duplicates of each other.
        if let same, (8...56).contains(hash.nonzeroBitCount) {
            self.findings.append(QualityFinding(.duplicatePage, page: page, measured: "“\(same.place)”", severity: .review))
        }
        self.known.append(KnownPage(differenceHash: hash, place: "trang/page \(page)"))
        self.pages.append(Page(number: page, differenceHash: hash, confidence: Int(reading.meanConfidence.rounded())))
    }
}
