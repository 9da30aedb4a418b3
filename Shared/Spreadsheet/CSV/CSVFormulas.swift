/// Keeps a spreadsheet program from taking a text of ours for a formula when it opens comma-separated values.
enum CSVFormulas {
    /// With an apostrophe in front where the text begins as a formula does, or as what this function makes.
    static func neutralised(_ text: String) -> String {
        Self.isFormula(text.unicodeScalars.drop { $0 == "'" }) ? "'" + text : text
    }

    /// What ``neutralised(_:)`` was given.
    static func restored(_ text: String) -> String {
        text.unicodeScalars.first == "'" && Self.isFormula(text.unicodeScalars.drop { $0 == "'" }) ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func isFormula(_ text: Substring.UnicodeScalarView) -> Bool {
        text.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    }
}
