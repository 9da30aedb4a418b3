public import Clocks

/// What a cell holds.
public enum SheetCell: Hashable, Sendable {
    /// Nothing.
    case empty
    /// Text, without the white space around it; never empty.
    case text(String)
    /// A number; finite.
    case number(Double)
    /// A day.
    case date(VietnamDate)
    /// True or false.
    case flag(Bool)
    /// Something nobody can use; it reads as empty, so whoever reads must ask for ``defect``.
    case unusable(CellDefect)

    /// Text without the white space around it.
    public init(_ text: String) {
        let from = text.unicodeScalars.drop(while: \.properties.isWhitespace)
        let trimmed = from.reversed().drop(while: \.properties.isWhitespace).reversed()
        self = trimmed.isEmpty ? .empty : .text(String(String.UnicodeScalarView(trimmed)))
    }

    /// What a person reads in it: numbers without grouping, days as `24/05/1998`, `TRUE` and `FALSE`.
    public var text: String {
        switch self {
        case .empty, .unusable: ""
        case .text(let text): text
        case .number(let number): Int(exactly: number).map(String.init) ?? number.description
        case .date(let date): date.display
        case .flag(let flag): flag ? "TRUE" : "FALSE"
        }
    }

    /// The whole number in it; nil when it is none.
    ///
    /// As text it may be grouped as in Việt Nam or in English (`12.345`, `12,345`, `12 345`) and end in zeros behind the comma
    /// (`4,0`).
    public var wholeNumber: Int? {
        switch self {
        case .number(let number): Int(exactly: number)
        case .text(let text): WholeNumber.read(text)
        case .empty, .date, .flag, .unusable: nil
        }
    }

    /// Why it cannot be used; nil when it can.
    public var defect: CellDefect? {
        if case .unusable(let defect) = self { defect } else { nil }
    }
}
