/// Whether a paper is handed in, is what the procedure produces (R27), or came to the agency as a letter.
public enum PaperRole: String, CaseIterable, Hashable, Sendable {
    /// Thành phần hồ sơ.
    case component
    /// Kết quả giải quyết.
    case result
    /// Văn bản đến trên giấy: it belongs to an incoming document, is captured, and gets no result code.
    case incoming
}
