/// How far a capture has come.
public enum CaptureState: String, CaseIterable, Hashable, Sendable {
    /// Files and pages may change.
    case open
    /// It became a paper.
    case bound
    /// It was given up.
    case abandoned
    /// Nobody touched it for too long.
    case expired

    /// In a clerk's words, in Vietnamese.
    public var nameVi: String {
        switch self {
        case .open: "đang sao chụp"
        case .bound: "đã ghép thành bản sao"
        case .abandoned: "đã hủy"
        case .expired: "đã hết hạn"
        }
    }

    /// In English.
    public var nameEn: String {
        switch self {
        case .open: "open"
        case .bound: "bound"
        case .abandoned: "given up"
        case .expired: "expired"
        }
    }
}
