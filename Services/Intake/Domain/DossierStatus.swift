/// The ten business statuses of a dossier (R12); payment, delivery and sync have statuses of their own.
public enum DossierStatus: Int, CaseIterable, Hashable, Sendable {
    /// Mới đăng ký.
    case registered = 1
    /// Được tiếp nhận.
    case accepted = 2
    /// Không được tiếp nhận.
    case refused = 3
    /// Đang xử lý.
    case inProgress = 4
    /// Yêu cầu bổ sung giấy tờ.
    case supplementRequested = 5
    /// Yêu cầu thực hiện nghĩa vụ tài chính.
    case paymentRequested = 6
    /// Công dân yêu cầu rút hồ sơ.
    case withdrawalRequested = 7
    /// Dừng xử lý.
    case stopped = 8
    /// Đã xử lý xong.
    case processed = 9
    /// Đã trả kết quả.
    case resultReturned = 10

    /// Whether nothing can follow.
    public var isFinal: Bool {
        switch self {
        case .refused, .stopped, .resultReturned: true
        case .registered, .accepted, .inProgress, .supplementRequested, .paymentRequested, .withdrawalRequested,
            .processed: false
        }
    }

    /// Whether the time limit stands still: the citizen has to do something (R6).
    public var suspendsClock: Bool {
        switch self {
        case .supplementRequested, .paymentRequested: true
        case .registered, .accepted, .refused, .inProgress, .withdrawalRequested, .stopped, .processed,
            .resultReturned: false
        }
    }
}
