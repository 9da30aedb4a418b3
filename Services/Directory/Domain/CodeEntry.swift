public import Clocks

/// One entry of a code list during one period of validity (R7).
///
/// Objects keep the code as it was assigned; a new meaning is a new entry and not a change.
public struct CodeEntry: Hashable, Sendable {
    /// The list, such as `paperType`.
    public let list: String

    /// The code.
    public let code: String

    /// Its meaning in Vietnamese.
    public let name: String

    /// When the entry is in force.
    public let validity: ValidityPeriod

    /// Makes an entry.
    public init(list: String, code: String, name: String, validity: ValidityPeriod) {
        self.list = list
        self.code = code
        self.name = name
        self.validity = validity
    }

    /// What names the period: list, code and first day.
    public var key: PeriodKey {
        PeriodKey(name: "\(self.list)/\(self.code)", from: self.validity.from)
    }
}
