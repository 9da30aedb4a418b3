/// Why a sheet as a whole cannot be read.
public enum SheetError: Error, Hashable, Sendable {
    /// It is no UTF-8 text; a sheet of a spreadsheet program must be saved as CSV UTF-8.
    case notUTF8
    /// It is larger than a sheet may be.
    case tooLarge
    /// It has no heading.
    case empty
    /// A quotation mark that opens in this row is never closed.
    case quoteOpen(row: Int)
    /// These columns are missing.
    case columnsMissing([String])
    /// This heading occurs twice.
    case columnTwice(String)

    /// What is wrong and what to do, in Vietnamese.
    public var messageVi: String {
        switch self {
        case .notUTF8: "Tệp không phải văn bản UTF-8. Hãy lưu bảng dưới dạng “CSV UTF-8 (phân cách bằng dấu phẩy)”."
        case .tooLarge: "Bảng quá lớn: tối đa \(CSVReader.mostBytes >> 20) MiB, \(CSVReader.mostRows) dòng, \(CSVReader.mostColumns) cột. Hãy chia thành nhiều bảng."
        case .empty: "Bảng trống: dòng đầu phải là tên các cột."
        case .quoteOpen(let row): "Dòng \(row): dấu ngoặc kép mở mà không đóng."
        case .columnsMissing(let names): "Thiếu cột: \(names.joined(separator: ", "))."
        case .columnTwice(let name): "Cột “\(name)” xuất hiện hai lần."
        }
    }

    /// What is wrong and what to do, in English.
    public var messageEn: String {
        switch self {
        case .notUTF8: "The file is no UTF-8 text. Save the sheet as “CSV UTF-8 (comma delimited)”."
        case .tooLarge: "The sheet is too large: at most \(CSVReader.mostBytes >> 20) MiB, \(CSVReader.mostRows) rows, \(CSVReader.mostColumns) columns. Divide it."
        case .empty: "The sheet is empty: the first row must name the columns."
        case .quoteOpen(let row): "Row \(row): a quotation mark opens and is never closed."
        case .columnsMissing(let names): "Columns are missing: \(names.joined(separator: ", "))."
        case .columnTwice(let name): "The column “\(name)” occurs twice."
        }
    }
}
