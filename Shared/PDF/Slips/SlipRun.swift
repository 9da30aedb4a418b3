/// A piece of text in one style.
public struct SlipRun: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// How the letters look.
    public enum Style: Hashable, Sendable, CaseIterable {
        /// Upright.
        case regular
        /// Bold.
        case bold
        /// Italic.
        case italic
        /// Bold italic.
        case boldItalic
    }

    /// The text; a line feed begins a new line.
    public let text: String
    /// The style.
    public let style: Style

    /// Makes a run.
    public init(_ text: String, _ style: Style = .regular) {
        self.text = text
        self.style = style
    }

    /// Makes an upright run.
    public init(stringLiteral value: String) { self.init(value) }

    /// A bold run.
    public static func bold(_ text: String) -> SlipRun { SlipRun(text, .bold) }
    /// An italic run.
    public static func italic(_ text: String) -> SlipRun { SlipRun(text, .italic) }
}
