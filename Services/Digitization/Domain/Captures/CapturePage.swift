public import Clocks

/// A page of a capture.
public struct CapturePage: Hashable, Sendable {
    /// What the quality gate says of a page.
    public struct Verdict: Hashable, Sendable {
        /// What it found.
        public let findings: [PaperFinding]
        /// A small JPEG of the upright page; nil for a page that cannot be decoded.
        public let thumbnail: StoredFile?
        /// How the picture is turned to stand upright, clockwise. Unit: degrees.
        public let turn: Int

        /// Creates a verdict.
        public init(findings: [PaperFinding], thumbnail: StoredFile?, turn: Int) {
            self.findings = findings
            self.thumbnail = thumbnail
            self.turn = turn
        }

        /// Whether the page is refused.
        public var refuses: Bool { self.findings.contains { $0.consequence == .refused } }
    }

    /// Id.
    public let id: Identifier
    /// The file it is in.
    public let fileID: Identifier
    /// Page in the file, from 1.
    public let number: Int
    /// How a person turned it, clockwise: 0, 90, 180 or 270; nil = nobody did. Unit: degrees.
    public internal(set) var turn: Int?
    /// What the quality gate says; nil = it has not looked yet.
    public internal(set) var verdict: Verdict?

    /// Creates a page nobody has looked at.
    public init(id: Identifier, fileID: Identifier, number: Int, turn: Int? = nil, verdict: Verdict? = nil) {
        self.id = id
        self.fileID = fileID
        self.number = number
        self.turn = turn
        self.verdict = verdict
    }
}
