/// One span of a working day in which the office is open, such as 07:30 to 11:30.
public struct WorkingHours: Hashable, Sendable {
    /// The opening. Unit: minutes after midnight in Vietnam. Range: `0..<1440`.
    public let opensAtMinute: Int

    /// The closing. Unit: minutes after midnight in Vietnam. Range: `1...1440`.
    public let closesAtMinute: Int

    /// Makes a span that is open for at least one minute.
    ///
    /// - Returns: `nil` when the closing is not after the opening or either lies outside the day.
    public init?(opensAtMinute: Int, closesAtMinute: Int) {
        guard 0 <= opensAtMinute, opensAtMinute < closesAtMinute, closesAtMinute <= 24 * 60 else {
            return nil
        }
        self.opensAtMinute = opensAtMinute
        self.closesAtMinute = closesAtMinute
    }

    /// How long the span is. Unit: minutes.
    public var minutes: Int {
        self.closesAtMinute - self.opensAtMinute
    }
}
