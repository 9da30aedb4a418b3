/// A register book: a heading and a ruled table, as PDF/A on A4 across.
///
/// Source: Decree 30/2020, articles 15 and 22, appendix IV: what is registered in the system is printed as a book.
public struct RegisterBook: Hashable, Sendable {
    /// Agency as it is printed.
    public var agency: String
    /// `SỔ ĐĂNG KÝ VĂN BẢN ĐI`, …
    public var title: String
    /// Which part: period, series.
    public var part: String
    /// Columns.
    public var columns: [SlipTable.Column]
    /// Cells, row by row.
    public var rows: [[String]]

    /// Most rows that are set as PDF; a spreadsheet has no such limit.
    public static let mostPrintedRows = 2_000

    /// Makes a book.
    public init(agency: String, title: String, part: String, columns: [SlipTable.Column], rows: [[String]]) {
        self.agency = agency
        self.title = title
        self.part = part
        self.columns = columns
        self.rows = rows
    }

    /// The book as a document; characters that no font has are shown as question marks.
    public func document(fonts: SlipFonts) -> SlipDocument {
        SlipDocument(
            paper: .a4Across, fontSize: 10,
            blocks: [
                .paragraph(.centred(fonts.printable(self.agency.uppercased()), fontSize: 12)),
                .paragraph(.centred(self.title.uppercased(), bold: true, fontSize: 14, spaceBefore: 4)),
                .paragraph(.centred(self.part, fontSize: 11)), .space(6),
                .table(SlipTable(columns: self.columns, rows: self.rows.map { $0.map { Self.bounded(fonts.printable($0)) } })),
            ])
    }

    /// A cell is never higher than half a page.
    private static func bounded(_ cell: String) -> String { cell.count > 240 ? "\(cell.prefix(239))…" : cell }
}
