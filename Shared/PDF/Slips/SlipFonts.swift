/// The four cuts of a type face that slips are set in.
public struct SlipFonts: Sendable {
    /// Upright.
    public let regular: TrueTypeFont
    /// Bold.
    public let bold: TrueTypeFont
    /// Italic.
    public let italic: TrueTypeFont
    /// Bold italic.
    public let boldItalic: TrueTypeFont

    /// Makes a set of fonts.
    public init(regular: TrueTypeFont, bold: TrueTypeFont, italic: TrueTypeFont, boldItalic: TrueTypeFont) {
        self.regular = regular
        self.bold = bold
        self.italic = italic
        self.boldItalic = boldItalic
    }

    /// Loads Liberation Serif, which has the widths of Times New Roman and all Vietnamese letters.
    ///
    /// - Throws: ``PDFError/Code/badFont`` when a font is missing or damaged.
    public static func liberationSerif(directory: String = TrueTypeFont.liberationDirectory) throws(PDFError) -> SlipFonts {
        SlipFonts(
            regular: try TrueTypeFont(contentsOf: "\(directory)/LiberationSerif-Regular.ttf"),
            bold: try TrueTypeFont(contentsOf: "\(directory)/LiberationSerif-Bold.ttf"),
            italic: try TrueTypeFont(contentsOf: "\(directory)/LiberationSerif-Italic.ttf"),
            boldItalic: try TrueTypeFont(contentsOf: "\(directory)/LiberationSerif-BoldItalic.ttf"))
    }

    /// The text with a question mark for every character that a cut cannot show.
    ///
    /// For lists of what others wrote: one odd character must not keep a whole book from being printed. The text of a document
    /// itself is never changed; what cannot be set there is refused.
    public func printable(_ text: String) -> String {
        let cuts = [self.regular, self.bold, self.italic, self.boldItalic]
        let scalars = SlipText.clean(text).unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar == "\n" || cuts.allSatisfy { $0.covers(String(scalar)) } ? scalar : "?"
        }
        return String(String.UnicodeScalarView(scalars))
    }

    subscript(style: SlipRun.Style) -> TrueTypeFont {
        switch style {
        case .regular: self.regular
        case .bold: self.bold
        case .italic: self.italic
        case .boldItalic: self.boldItalic
        }
    }
}
