/// An office slip: what it says, not where it stands.
public struct SlipDocument: Sendable {
    /// The sheet.
    public enum Paper: Hashable, Sendable {
        /// 210 × 297 mm.
        case a4
        /// 148 × 210 mm.
        case a5

        var size: (width: Double, height: Double) {
            switch self {
            case .a4: (595.28, 841.89)
            case .a5: (419.53, 595.28)
            }
        }

        /// Top, right, bottom, left. Source: Decree 30/2020, annex I, for A4; narrower on A5. Unit: points.
        var margins: (top: Double, right: Double, bottom: Double, left: Double) {
            switch self {
            case .a4: (56.7, 42.5, 56.7, 85)
            case .a5: (34, 34, 34, 42.5)
            }
        }
    }

    /// The sheet.
    public var paper: Paper
    /// Size of the text. Unit: points.
    public var fontSize: Double
    /// The parts.
    public var blocks: [SlipBlock]

    /// Makes a document.
    public init(paper: Paper, fontSize: Double = 13, blocks: [SlipBlock]) {
        self.paper = paper
        self.fontSize = fontSize
        self.blocks = blocks
    }
}
