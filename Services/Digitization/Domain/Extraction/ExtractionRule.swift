/// How one field is found on a paper: data, not code.
public struct ExtractionRule: Hashable, Sendable, Codable {
    /// What a value looks like.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// The words behind the label, to the next label or the end of the line.
        case text
        /// The same, and the lines below as long as they carry on.
        case longText
        /// The words behind the label as a person's name: at most six words, no digits, without `Ông` or `Bà`.
        case personName
        /// The first word behind the label.
        case word
        /// The first number behind the label as printed, without its unit: `284,1`, `660.000.000`.
        case number
        /// The words behind the label and the number that follows it.
        case textBehindNumber
        /// Letters and digits of a printed form, as `QX 260374`; below the label when nothing stands behind it.
        case serial
        /// A date in figures or as `ngày … tháng … năm …`.
        case date
        /// A year.
        case year
        /// Twelve digits: a personal id.
        case personalID
        /// The part of `Số: 123/QĐ-UBND` before the stroke.
        case codeNumber
        /// The part of `Số: 123/QĐ-UBND` behind the stroke.
        case codeNotation
        /// The issuing agency in the left column above `Số:`.
        case issuer
        /// The day in the line of place and day: `Hồng Sơn, ngày 24 tháng 5 năm 2026`.
        case placeAndDay
        /// The line that begins with the label, label included, and the lines that carry on.
        case wholeLine
        /// The position of who signed, in capitals; labels = further positions.
        case signerPosition
        /// The name below that position.
        case signerName

        /// Whether the labels are positions and end no value.
        var isOfSigner: Bool { self == .signerPosition || self == .signerName }
    }

    /// Name of the field.
    public var field: String
    /// Labels as printed; accents and case do not matter.
    public var labels: [String]
    /// What the value looks like.
    public var kind: Kind
    /// Which occurrence of the label counts, from 1.
    public var occurrence: Int
    /// Labels in whose next lines the date is repeated in words, to be compared.
    public var wordsLabels: [String]

    /// Creates a rule.
    public init(_ field: String, _ labels: [String], _ kind: Kind, occurrence: Int = 1, wordsLabels: [String] = []) {
        self.field = field
        self.labels = labels
        self.kind = kind
        self.occurrence = occurrence
        self.wordsLabels = wordsLabels
    }
}
