/// An office slip: what it says, not where it stands.
public struct SlipDocument: Sendable {
    /// The sheet.
    public enum Paper: Hashable, Sendable {
        /// 210 × 297 mm.
        case a4
        /// 148 × 210 mm.
        case a5
        /// 297 × 210 mm, for wide tables.
        case a4Across

        var size: (width: Double, height: Double) {
            switch self {
            case .a4: (595.28, 841.89)
            case .a5: (419.53, 595.28)
            case .a4Across: (841.89, 595.28)
            }
        }

        /// Source: Decree 30/2020, annex I, for A4; narrower on A5.
        var margins: Margins {
            switch self {
            case .a4: Margins(top: 56.7, right: 42.5, bottom: 56.7, left: 85)
            case .a5: Margins(top: 34, right: 34, bottom: 34, left: 42.5)
            case .a4Across: Margins(top: 56.7, right: 42.5, bottom: 42.5, left: 42.5)
            }
        }
    }

    /// What stays free at the edges. Unit: points.
    public struct Margins: Hashable, Sendable {
        /// Above.
        public var top: Double
        /// At the right.
        public var right: Double
        /// Below.
        public var bottom: Double
        /// At the left.
        public var left: Double

        /// Makes margins.
        public init(top: Double, right: Double, bottom: Double, left: Double) {
            self.top = top
            self.right = right
            self.bottom = bottom
            self.left = left
        }
    }

    /// The sheet.
    public var paper: Paper
    /// Size of the text. Unit: points.
    public var fontSize: Double
    /// What stays free at the edges.
    public var margins: Margins
    /// Size of the page numbers; `nil` takes the text's. Unit: points.
    public var pageNumberSize: Double?
    /// Lines at the foot of the first page, below a line across it.
    public var footer: [String] = []
    /// The parts.
    public var blocks: [SlipBlock]

    /// Makes a document.
    public init(paper: Paper, fontSize: Double = 13, blocks: [SlipBlock]) {
        self.paper = paper
        self.margins = paper.margins
        self.fontSize = fontSize
        self.blocks = blocks
    }

    static let footerSize = 11.0

    var footerHeight: Double {
        self.footer.isEmpty ? 0 : Double(self.footer.count) * Self.footerSize * SlipText.leading + 10
    }
}
