/// A day of the week; raw values follow ISO 8601 (Monday is 1).
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
    /// Thứ hai.
    case monday = 1
    /// Thứ ba.
    case tuesday
    /// Thứ tư.
    case wednesday
    /// Thứ năm.
    case thursday
    /// Thứ sáu.
    case friday
    /// Thứ bảy.
    case saturday
    /// Chủ nhật.
    case sunday
}
