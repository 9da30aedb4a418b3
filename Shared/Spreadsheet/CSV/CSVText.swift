/// Writes comma-separated values that spreadsheet programs open: UTF-8 with a mark, comma, CRLF.
enum CSVText {
    static func bytes(_ sheet: Sheet) -> [UInt8] {
        let heading = sheet.columns.map { SheetCell.text($0.title) }
        let lines = ([heading] + sheet.rows).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }
        return [0xEF, 0xBB, 0xBF] + Array(lines.joined().utf8)
    }

    private static func cell(_ cell: SheetCell) -> String {
        let text: String
        if case .text(let words) = cell { text = CSVFormulas.neutralised(words) } else { text = cell.text }
        // A semicolon is the separator of programs that are set to Vietnamese.
        guard text.unicodeScalars.contains(where: { ",;\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
