/// A field that describes a document in a record (Decree 30/2020/NĐ-CP, Annex VI; Circular 05/2025).
public enum DocumentField: String, CaseIterable, Sendable {
    /// Trích yếu.
    case title
    /// Tên loại.
    case type
    /// Số.
    case number
    /// Ký hiệu.
    case notation
    /// Ngày văn bản.
    case issuedOn
    /// Cơ quan ban hành.
    case issuer
    /// Ngôn ngữ.
    case language
    /// Số trang.
    case pages
    /// Người ký.
    case signerName
}
