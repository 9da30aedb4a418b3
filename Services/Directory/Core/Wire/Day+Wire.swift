import Clocks
import HosoProto
import SwiftProtobuf

extension Hoso_Common_V1_Day {
    init(_ day: VietnamDate) {
        self = .with {
            $0.year = Int32(clamping: day.year)
            $0.month = Int32(clamping: day.month)
            $0.day = Int32(clamping: day.day)
        }
    }

    func date(_ pointer: String) throws(WireFault) -> VietnamDate {
        guard let date = VietnamDate(year: Int(self.year), month: Int(self.month), day: Int(self.day)) else {
            throw WireFault(pointer: pointer, expected: "a day of the calendar")
        }
        return date
    }
}

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
