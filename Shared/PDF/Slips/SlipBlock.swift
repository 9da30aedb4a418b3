/// A part of a slip, from top to bottom.
public enum SlipBlock: Hashable, Sendable {
    /// Wrapped text.
    case paragraph(SlipParagraph)
    /// Two columns side by side that are never torn apart: the head of a paper, the place for signatures.
    case columns(left: [SlipParagraph], right: [SlipParagraph], leftShare: Double)
    /// A label and its value, the value indented under itself where it wraps.
    case field(label: String, value: String)
    /// A ruled table.
    case table(SlipTable)
    /// A QR code of a size in points, quiet zone included, at the left edge with text beside it.
    case code(payload: String, size: Double, beside: [SlipParagraph])
    /// Room. Unit: points.
    case space(Double)
    /// The rest stands on a new page.
    case page
}
