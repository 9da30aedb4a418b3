public import Clocks

/// In which form a table is handed out.
public enum SpreadsheetFormat: String, CaseIterable, Hashable, Sendable {
    /// Comma-separated values (RFC 4180).
    case csv
    /// A workbook (ISO/IEC 29500).
    case xlsx

    /// The media type of its files.
    public var mediaType: String {
        switch self {
        case .csv: "text/csv"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// Writes a table.
    ///
    /// Text is text: comma-separated values have an apostrophe before what a program would compute, a workbook needs none.
    /// Blocking: a workbook goes through a file that nobody else can read and that is gone afterwards.
    /// - Parameter createdAt: Stands in a workbook as the time it was made; the same table makes the same bytes.
    /// - Throws: ``SpreadsheetError/notWritten(why:)``.
    public func write(_ sheet: Sheet, createdAt: UTCInstant) throws(SpreadsheetError) -> [UInt8] {
        switch self {
        case .csv: CSVText.bytes(sheet)
        case .xlsx: try WorkbookWriter.bytes(sheet, createdAt: createdAt, scratch: ScratchFile())
        }
    }
}
