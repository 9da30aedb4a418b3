/// Why a sheet cannot be read or written as a whole.
public enum SpreadsheetError: Error, Hashable, Sendable {
    /// The file has more bytes than allowed.
    case tooManyBytes(limit: Int)
    /// It unpacks to more bytes than allowed, or its cells take more.
    case tooMuchText(limit: Int)
    /// It has more rows than allowed.
    case tooManyRows(limit: Int)
    /// It has more columns than allowed.
    case tooManyColumns(limit: Int)
    /// It is neither a workbook nor UTF-8 text.
    case notUTF8
    /// It is an older workbook (`.xls`), or one under a password.
    case olderFormat
    /// It is a ZIP file without a sheet in it.
    case noSheet
    /// It is damaged; `why` is for the log and quotes nothing of it.
    case damaged(why: String)
    /// The quotation mark that opens in this cell is never closed.
    case quoteOpen(CellPlace)
    /// Something follows the closing quotation mark of this cell.
    case textAfterQuote(CellPlace)
    /// This cell holds a control character.
    case controlCharacter(CellPlace)
    /// It could not be written; `why` is for the log.
    case notWritten(why: String)

    /// The cell it is about; nil = the file.
    public var place: CellPlace? {
        switch self {
        case .quoteOpen(let place), .textAfterQuote(let place), .controlCharacter(let place): place
        case .tooManyBytes, .tooMuchText, .tooManyRows, .tooManyColumns, .notUTF8, .olderFormat, .noSheet, .damaged, .notWritten: nil
        }
    }

    /// What is wrong and what to do, in Vietnamese.
    public var messageVi: String {
        switch self {
        case .tooManyBytes(let limit): "Tệp quá lớn: tối đa \(limit) byte. Hãy chia thành nhiều bảng."
        case .tooMuchText(let limit): "Nội dung quá lớn: tối đa \(limit) byte sau khi giải nén. Hãy chia thành nhiều bảng."
        case .tooManyRows(let limit): "Bảng dài hơn \(limit) dòng. Hãy chia thành nhiều bảng."
        case .tooManyColumns(let limit): "Bảng rộng hơn \(limit) cột."
        case .notUTF8: "Tệp không phải bảng tính. Hãy lưu dưới dạng Excel (.xlsx) hoặc CSV UTF-8."
        case .olderFormat: "Tệp là Excel kiểu cũ (.xls) hoặc có mật khẩu. Hãy lưu dưới dạng .xlsx, không đặt mật khẩu."
        case .noSheet: "Tệp không có trang tính nào đọc được. Hãy lưu dưới dạng Excel (.xlsx) hoặc CSV UTF-8."
        case .damaged: "Tệp bị hỏng, không đọc được. Hãy mở bằng chương trình bảng tính và lưu lại."
        case .quoteOpen(let place): "Ô \(place): dấu ngoặc kép mở mà không đóng."
        case .textAfterQuote(let place): "Ô \(place): có ký tự thừa sau dấu ngoặc kép."
        case .controlCharacter(let place): "Ô \(place): có ký tự điều khiển."
        case .notWritten: "Không ghi được bảng tính."
        }
    }

    /// What is wrong and what to do, in English.
    public var messageEn: String {
        switch self {
        case .tooManyBytes(let limit): "The file is too large: at most \(limit) bytes. Divide it."
        case .tooMuchText(let limit): "There is too much in it: at most \(limit) bytes once unpacked. Divide it."
        case .tooManyRows(let limit): "The sheet has more than \(limit) rows. Divide it."
        case .tooManyColumns(let limit): "The sheet has more than \(limit) columns."
        case .notUTF8: "The file is no spreadsheet. Save it as Excel (.xlsx) or CSV UTF-8."
        case .olderFormat: "The file is an older Excel workbook (.xls) or under a password. Save it as .xlsx without a password."
        case .noSheet: "The file has no sheet that can be read. Save it as Excel (.xlsx) or CSV UTF-8."
        case .damaged: "The file is damaged. Open it in a spreadsheet program and save it again."
        case .quoteOpen(let place): "Cell \(place): a quotation mark opens and is never closed."
        case .textAfterQuote(let place): "Cell \(place): something follows the closing quotation mark."
        case .controlCharacter(let place): "Cell \(place): there is a control character."
        case .notWritten: "The spreadsheet could not be written."
        }
    }
}
