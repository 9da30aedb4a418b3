/// Why a cell of a workbook says nothing.
public enum CellDefect: Hashable, Sendable {
    /// A formula whose value was never computed: the file was written by a program and never opened.
    case formulaWithoutValue
    /// The value of the formula is an error.
    case formulaFailed
    /// A day that is none in the calendar of spreadsheets.
    case noDay
    /// It should be a number and is none.
    case noNumber
    /// Its text holds a control character.
    case controlCharacter

    /// What is wrong, in Vietnamese.
    public var messageVi: String {
        switch self {
        case .formulaWithoutValue: "công thức chưa có giá trị; hãy mở tệp bằng chương trình bảng tính và lưu lại"
        case .formulaFailed: "công thức báo lỗi"
        case .noDay: "không phải ngày có thật"
        case .noNumber: "không đọc được số"
        case .controlCharacter: "có ký tự điều khiển"
        }
    }

    /// What is wrong, in English.
    public var messageEn: String {
        switch self {
        case .formulaWithoutValue: "a formula without a value; open the file in a spreadsheet program and save it"
        case .formulaFailed: "the formula gives an error"
        case .noDay: "no day that exists"
        case .noNumber: "the number cannot be read"
        case .controlCharacter: "there is a control character"
        }
    }
}
