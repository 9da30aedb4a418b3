public import Clocks

/// The name of one period of something that is valid in time.
public struct PeriodKey: Hashable, Sendable {
    /// The code of the thing.
    public let name: String

    /// The first day of the period.
    public let from: VietnamDate

    /// Makes a key.
    public init(name: String, from: VietnamDate) {
        self.name = name
        self.from = from
    }
}
