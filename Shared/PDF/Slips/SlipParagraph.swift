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
        /// At both edges; the blanks of all lines but the last are widened.
        case justified
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
    /// Where the first line begins. Unit: points.
    public var firstIndent = 0.0
    /// Length of a line drawn below, as a share of the widest line of the text; `nil` draws none.
    public var underlineShare: Double?
    /// Whether a frame is drawn around the text.
    public var isFramed = false
    /// Name of the form field that shows this line and can be filled in later, after a signature too (``PDFBlanks``).
    public var blank: String?
    /// Height that is kept free in place of the text, under the name of ``blank``. Unit: points; 0 sets the text.
    public var keepsFree = 0.0

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

    func indent(within width: Double) -> Double { self.firstIndent.isFinite ? min(max(self.firstIndent, 0), width / 2) : 0 }
}
