/// How urgent a document is marked.
///
/// Source: Decree 30/2020, article 8 and appendix I: Hỏa tốc, Thượng khẩn, Khẩn.
public enum DocumentUrgency: String, CaseIterable, Codable, Sendable {
    /// Not marked.
    case none
    /// Khẩn.
    case urgent
    /// Thượng khẩn.
    case veryUrgent
    /// Hỏa tốc.
    case immediate

    /// The mark on the document; empty for none.
    public var mark: String {
        switch self {
        case .none: ""
        case .urgent: "KHẨN"
        case .veryUrgent: "THƯỢNG KHẨN"
        case .immediate: "HỎA TỐC"
        }
    }
}
