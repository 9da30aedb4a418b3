public import Clocks

/// The hours of an ordinary working day, before and after noon (R5, R6).
public struct OfficeHours: Hashable, Sendable {
    /// The morning.
    public let morning: WorkingHours

    /// The afternoon.
    public let afternoon: WorkingHours

    /// Makes the hours.
    ///
    /// - Returns: `nil` when the afternoon begins before the morning ends.
    public init?(morning: WorkingHours, afternoon: WorkingHours) {
        guard morning.closesAtMinute <= afternoon.opensAtMinute else {
            return nil
        }
        self.morning = morning
        self.afternoon = afternoon
    }
}
