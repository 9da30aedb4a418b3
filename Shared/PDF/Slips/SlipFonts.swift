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

    subscript(style: SlipRun.Style) -> TrueTypeFont {
        switch style {
        case .regular: self.regular
        case .bold: self.bold
        case .italic: self.italic
        case .boldItalic: self.boldItalic
        }
    }
}
