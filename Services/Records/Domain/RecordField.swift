/// A field that describes a work record (Decree 30/2020/NĐ-CP, Annex VI, part II).
public enum RecordField: String, CaseIterable, Sendable {
    /// Tiêu đề hồ sơ.
    case title
    /// Người lập hồ sơ, by officer code.
    case keeper
    /// Ngôn ngữ.
    case language
    /// Chế độ sử dụng.
    case accessMode
    /// Thời gian kết thúc.
    case endDate
    /// Kho, giá, hộp of the paper part.
    case shelfPlace
}
