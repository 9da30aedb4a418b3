/// Text that is wrapped to the width it gets.
public struct SlipParagraph: Hashable, Sendable {
    /// Where lines stand within the width.
    public enum Alignment: Hashable, Sendable {
        /// At the left edge.
        case left
        /// In the middle.
        case centre
        /// At the right edge.
        case right
    }

    /// The text.
    public var runs: [SlipRun]
    /// Where lines stand.
    public var alignment: Alignment
    /// Size of the letters; `nil` takes the document's. Unit: points.
    public var fontSize: Double?
    /// Room above. Unit: points.
    public var spaceBefore: Double
    /// Whether a short line is drawn below, as under the national motto.
    public var isUnderlined: Bool

    /// Makes a paragraph.
    public init(
        _ runs: [SlipRun], alignment: Alignment = .left, fontSize: Double? = nil, spaceBefore: Double = 3, isUnderlined: Bool = false
    ) {
        self.runs = runs
        self.alignment = alignment
        self.fontSize = fontSize
        self.spaceBefore = spaceBefore
        self.isUnderlined = isUnderlined
    }

    /// A centred line, bold if asked.
    public static func centred(_ text: String, bold: Bool = false, fontSize: Double? = nil, underlined: Bool = false, spaceBefore: Double = 0) -> Self {
        Self([SlipRun(text, bold ? .bold : .regular)], alignment: .centre, fontSize: fontSize, spaceBefore: spaceBefore, isUnderlined: underlined)
    }
}
