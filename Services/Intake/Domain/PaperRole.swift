/// Whether a paper is handed in or is what the procedure produces (R27).
public enum PaperRole: String, CaseIterable, Hashable, Sendable {
    /// Thành phần hồ sơ.
    case component
    /// Kết quả giải quyết.
    case result
}
