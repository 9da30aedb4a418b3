public import Clocks

/// Whether a held document is in force.
public enum Validity: Hashable, Sendable {
    /// No end of validity is known.
    case unlimited
    /// In force until that day, inclusive.
    case inForce(until: VietnamDate)
    /// Ran out after that day.
    case expired(VietnamDate)
    /// Called back by its issuer (R55).
    case recalled

    /// The validity on a day.
    public init(until end: VietnamDate?, recalled: Bool, on day: VietnamDate) {
        if recalled {
            self = .recalled
        } else if let end {
            self = end < day ? .expired(end) : .inForce(until: end)
        } else {
            self = .unlimited
        }
    }

    /// The last day of validity among confirmed fields; nil = none of them tells it.
    ///
    /// - Parameter fields: Names and values; a name ending in `ExpiryDate` tells the day, as `2031-05-08` or `08/05/2031`.
    public static func end(in fields: [(name: String, value: String)]) -> VietnamDate? {
        for field in fields where field.name.hasSuffix("ExpiryDate") || field.name == "expiryDate" {
            if let day = VietnamDate(iso8601: field.value) { return day }
            let parts = field.value.split(separator: "/").compactMap { Int($0) }
            if parts.count == 3, let day = VietnamDate(year: parts[2], month: parts[1], day: parts[0]) { return day }
        }
        return nil
    }
}
