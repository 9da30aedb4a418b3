public import Spreadsheet

/// Why a sheet as a whole cannot be read.
public enum SheetError: Error, Hashable, Sendable {
    /// The file cannot be read.
    case unreadable(SpreadsheetError)
    /// It has no titles of columns.
    case empty
    /// These columns are missing.
    case columnsMissing([String])
    /// This heading occurs twice.
    case columnTwice(String)

    /// What is wrong and what to do, in Vietnamese.
    public var messageVi: String {
        switch self {
        case .unreadable(let error): error.messageVi
        case .empty: "Bảng trống: dòng đầu phải là tên các cột."
        case .columnsMissing(let names): "Thiếu cột: \(names.joined(separator: ", "))."
        case .columnTwice(let name): "Cột “\(name)” xuất hiện hai lần."
        }
    }

    /// What is wrong and what to do, in English.
    public var messageEn: String {
        switch self {
        case .unreadable(let error): error.messageEn
        case .empty: "The sheet is empty: the first row must name the columns."
        case .columnsMissing(let names): "Columns are missing: \(names.joined(separator: ", "))."
        case .columnTwice(let name): "The column “\(name)” occurs twice."
        }
    }
}
