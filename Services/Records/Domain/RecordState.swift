/// How far a work record has come (R46); created and complete are counted apart.
public enum RecordState: String, CaseIterable, Sendable {
    /// Opened; nothing filed yet.
    case open
    /// Documents are being filed.
    case collecting
    /// Closed: complete (hoàn chỉnh).
    case closed
}
