/// Where an incoming document stands.
public enum IncomingState: String, CaseIterable, Sendable {
    /// The clerk registers it.
    case registration
    /// The head directs it.
    case direction
    /// Somebody handles it.
    case handling
    /// Handled.
    case done
    /// Sent back.
    case refused
    /// Recalled by the sender; the clerk removes it.
    case removal
    /// Removed.
    case removed

    /// In Vietnamese.
    public var vietnamese: String {
        switch self {
        case .registration: "chờ đăng ký"
        case .direction: "chờ chỉ đạo"
        case .handling: "đang giải quyết"
        case .done: "đã giải quyết"
        case .refused: "đã trả lại nơi gửi"
        case .removal: "bị thu hồi, chờ gỡ bỏ"
        case .removed: "đã gỡ bỏ theo thu hồi"
        }
    }

    /// In English.
    public var english: String {
        switch self {
        case .registration: "waits for registration"
        case .direction: "waits for direction"
        case .handling: "is being handled"
        case .done: "handled"
        case .refused: "sent back"
        case .removal: "recalled and waits for removal"
        case .removed: "removed after a recall"
        }
    }
}
