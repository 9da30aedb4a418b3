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

extension Google_Protobuf_Timestamp {
    init(_ instant: UTCInstant) {
        let micros = instant.microsecondsSinceEpoch
        let seconds = micros >= 0 ? micros / 1_000_000 : (micros - 999_999) / 1_000_000
        self.init(seconds: seconds, nanos: Int32(truncatingIfNeeded: (micros - seconds * 1_000_000) * 1_000))
    }

    /// The instant, or `nil` for a time outside the years 1 to 9999.
    var instant: UTCInstant? {
        guard (-62_135_596_800...253_402_300_799).contains(self.seconds), (0..<1_000_000_000).contains(self.nanos) else {
            return nil
        }
        return UTCInstant(microsecondsSinceEpoch: self.seconds * 1_000_000 + Int64(self.nanos) / 1_000)
    }
}
