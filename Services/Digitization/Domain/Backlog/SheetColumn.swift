/// The columns of a sheet of documents, in the field set of TT 02/2019/TT-BNV (since repealed, R58) and the two a campaign
/// adds: the box and the file.
public enum SheetColumn: String, CaseIterable, Hashable, Sendable {
    /// Mã định danh văn bản.
    case identifier = "Mã định danh"
    /// Mã hồ sơ: agency, fonds, register and file number.
    case recordCode = "Mã hồ sơ"
    /// Số thứ tự văn bản trong hồ sơ.
    case ordinal = "STT"
    /// Tên loại văn bản.
    case typeName = "Tên loại"
    /// Số của văn bản.
    case codeNumber = "Số"
    /// Ký hiệu của văn bản.
    case codeNotation = "Ký hiệu"
    /// Ngày, tháng, năm văn bản.
    case issuedDate = "Ngày"
    /// Tên cơ quan ban hành.
    case organName = "Cơ quan"
    /// Trích yếu nội dung.
    case subject = "Trích yếu"
    /// Ngôn ngữ.
    case language = "Ngôn ngữ"
    /// Số trang.
    case pages = "Số trang"
    /// Ghi chú.
    case note = "Ghi chú"
    /// Ký hiệu thông tin.
    case informationSign = "Ký hiệu thông tin"
    /// Từ khóa.
    case keywords = "Từ khóa"
    /// Chế độ sử dụng.
    case accessMode = "Chế độ sử dụng"
    /// Mức độ tin cậy.
    case confidenceLevel = "Mức độ tin cậy"
    /// Bút tích.
    case autograph = "Bút tích"
    /// Tình trạng vật lý.
    case physicalState = "Tình trạng vật lý"
    /// Hộp số: the counted box.
    case box = "Hộp số"
    /// Tệp: the file's name in the folder; without it `<mã hồ sơ>.<STT, 7 digits>.pdf`.
    case file = "Tệp"
    /// Độ mật: anything but empty or `Thường` keeps the row out (R31).
    case secrecy = "Độ mật"

    /// The columns without which nothing can be imported.
    public static let required: [SheetColumn] = [.recordCode, .ordinal, .typeName, .subject, .pages]

    /// What is kept of a row besides the columns that have a place of their own.
    public static let described: [SheetColumn] = [
        .typeName, .codeNumber, .codeNotation, .issuedDate, .organName, .subject, .language, .note, .informationSign, .keywords,
        .accessMode, .confidenceLevel, .autograph, .physicalState,
    ]

    /// Reads a heading; accents and case do not matter.
    public init?(heading: String) {
        let folded = Folding.words(heading).joined(separator: " ")
        guard !folded.isEmpty, let column = Self.allCases.first(where: { Folding.words($0.rawValue).joined(separator: " ") == folded })
        else { return nil }
        self = column
    }
}
