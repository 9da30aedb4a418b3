import Archive
import Clocks
import RecordsDomain

/// A record in the field set of Circular 02/2019/TT-BNV (repealed), as a sheet has it (R58).
struct LegacyRecord: Sendable {
    /// One document.
    struct Document: Sendable {
        /// Row of the sheet.
        let row: Int
        /// Values by column.
        let values: [String: String]
        /// Its file; nil = paper only.
        let file: StoredBlob?
    }

    let agencyCode: String
    /// Values by column.
    let values: [String: String]
    let documents: [Document]
    /// Retention where the sheet names none; nil = nobody named one.
    let retention: RetentionPeriod?

    /// The columns of a record, and the field of today that takes each.
    static let recordColumns: [(column: String, field: Field)] = [
        ("Mã hồ sơ", .fileCode), ("Tiêu đề", .title), ("Thời hạn bảo quản", .maintenance), ("Chế độ sử dụng", .mode),
        ("Ngôn ngữ", .language), ("Thời gian bắt đầu", .startDate), ("Thời gian kết thúc", .endDate), ("Tổng số văn bản", .totalDoc),
        ("Chú giải", .description), ("Ký hiệu thông tin", .inforSign), ("Từ khóa", .keyword), ("Số tờ", .numberOfPaper),
        ("Số trang", .numberOfPage), ("Tình trạng vật lý", .format),
    ]

    /// The columns of a document, as the sheet of a backlog has them.
    static let documentColumns: [(column: String, field: Field)] = [
        ("Mã định danh", .docId), ("STT", .docOrdinal), ("Tên loại", .typeName), ("Số", .codeNumber), ("Ký hiệu", .codeNotation),
        ("Ngày", .issuedDate), ("Cơ quan", .organName), ("Trích yếu", .subject), ("Ngôn ngữ", .language), ("Số trang", .numberOfPage),
        ("Ghi chú", .description), ("Ký hiệu thông tin", .inforSign), ("Từ khóa", .keyword), ("Chế độ sử dụng", .mode),
        ("Mức độ tin cậy", .confidenceLevel), ("Bút tích", .autograph), ("Tình trạng vật lý", .format),
    ]

    /// Columns that steer and are no field: a row that is declared secret stays outside (R31, R74).
    static let secrecy = "Độ mật", recordCode = "Mã hồ sơ", box = "Hộp số"
}
