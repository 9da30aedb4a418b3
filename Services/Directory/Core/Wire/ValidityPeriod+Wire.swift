import Clocks
import HosoProto
import ServiceKit

extension ValidityPeriod {
    /// The period of a first and an optional last day; on the wire the last day is still in force.
    init(
        wireFrom from: Hoso_Common_V1_Day, to last: Hoso_Common_V1_Day?, pointer: String
    ) throws(WireFault) {
        let first = try from.date("\(pointer).valid_from")
        let until = try last?.date("\(pointer).valid_to").adding(days: 1)
        guard let period = ValidityPeriod(from: first, until: until) else {
            throw WireFault(pointer: "\(pointer).valid_to", expected: "a day not before valid_from")
        }
        self = period
    }

    /// The last day in force, or `nil` without end.
    var wireTo: Hoso_Common_V1_Day? {
        self.until.map { Hoso_Common_V1_Day($0.adding(days: -1)) }
    }
}
