public import Clocks

/// When a record has to be handed on (R48).
public struct TransferDates: Hashable, Sendable {
    /// The digital transfer to the agency's archive is due.
    public let dueOn: VietnamDate
    /// The law's last day for it.
    public let limitOn: VietnamDate
    /// The law's last day for the historical archive; nil for records not kept permanently.
    public let historicalOn: VietnamDate?

    /// Makes a value.
    public init(dueOn: VietnamDate, limitOn: VietnamDate, historicalOn: VietnamDate?) {
        self.dueOn = dueOn
        self.limitOn = limitOn
        self.historicalOn = historicalOn
    }
}
