import Clocks
import DirectoryDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

extension Province {
    /// Reads what was handed in for import.
    init(wire: Hoso_Directory_V1_ImportProvinceRequest) throws(WireFault) {
        var province = Province()
        for (index, agency) in wire.agencies.enumerated() {
            province.agencies.append(try Agency(wire: agency, pointer: "agencies[\(index)]"))
        }
        for (index, person) in wire.people.enumerated() {
            province.people.append(try Person(wire: person, pointer: "people[\(index)]"))
        }
        for (index, day) in wire.calendar.enumerated() {
            let date = try day.day.date("calendar[\(index)].day")
            province.calendar.append(CalendarDay(day: date, isWorked: day.working, name: day.name.composed))
        }
        for (index, entry) in wire.codes.enumerated() {
            province.codes.append(try CodeEntry(wire: entry, pointer: "codes[\(index)]"))
        }
        if wire.hasHours {
            province.hours = try OfficeHours(wire: wire.hours)
        }
        self = province
    }
}

extension OfficeHours {
    init(wire: Hoso_Directory_V1_WorkingHours) throws(WireFault) {
        guard
            let hours = OfficeHours(
                morningFrom: Int(wire.morningFrom), morningTo: Int(wire.morningTo),
                afternoonFrom: Int(wire.afternoonFrom), afternoonTo: Int(wire.afternoonTo))
        else {
            throw WireFault(pointer: "hours", expected: "four minutes of the day in order")
        }
        self = hours
    }

    var wire: Hoso_Directory_V1_WorkingHours {
        .with {
            $0.morningFrom = Int32(clamping: self.morning.opensAtMinute)
            $0.morningTo = Int32(clamping: self.morning.closesAtMinute)
            $0.afternoonFrom = Int32(clamping: self.afternoon.opensAtMinute)
            $0.afternoonTo = Int32(clamping: self.afternoon.closesAtMinute)
        }
    }
}

extension CodeEntry {
    init(wire: Hoso_Directory_V1_CodeEntry, pointer: String) throws(WireFault) {
        self.init(
            list: wire.list, code: wire.code, name: wire.name.composed,
            validity: try ValidityPeriod(
                wireFrom: wire.validFrom, to: wire.hasValidTo ? wire.validTo : nil, pointer: pointer))
    }

    var wire: Hoso_Directory_V1_CodeEntry {
        .with {
            $0.list = self.list
            $0.code = self.code
            $0.name = self.name
            $0.validFrom = Hoso_Common_V1_Day(self.validity.from)
            if let last = self.validity.wireTo {
                $0.validTo = last
            }
        }
    }
}

extension CalendarDay {
    var wire: Hoso_Directory_V1_CalendarDay {
        .with {
            $0.day = Hoso_Common_V1_Day(self.day)
            $0.working = self.isWorked
            $0.name = self.name
        }
    }
}
