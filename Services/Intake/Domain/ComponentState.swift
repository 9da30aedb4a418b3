/// The digitization state of a component as the national portal counts it (R28).
public enum ComponentState: Int, CaseIterable, Hashable, Sendable {
    /// Chưa số hóa.
    case notDigitized = 0
    /// Được số hóa: captured, signed, extracted, coded and stored.
    case digitized = 1
    /// Tái sử dụng từ thành phần hồ sơ khác.
    case reusedFromComponent = 2
    /// Tái sử dụng từ kết quả hồ sơ khác.
    case reusedFromResult = 3

    /// Whether an earlier paper stands for this one.
    public var isReused: Bool {
        switch self {
        case .reusedFromComponent, .reusedFromResult: true
        case .notDigitized, .digitized: false
        }
    }
}
