public import Clocks
public import SwiftProtobuf

extension Google_Protobuf_Timestamp {
    /// The timestamp of an instant.
    public init(_ instant: UTCInstant) {
        self.init()
        let (seconds, microseconds) = instant.microsecondsSinceEpoch.quotientAndRemainder(dividingBy: 1_000_000)
        // Nanoseconds count forward from the second, also before 1970.
        self.seconds = microseconds < 0 ? seconds - 1 : seconds
        self.nanos = Int32(microseconds < 0 ? microseconds + 1_000_000 : microseconds) * 1000
    }

    /// The instant, its nanoseconds cut to microseconds; nil outside the years 1 to 9999 or with nanoseconds that no second has.
    public var instant: UTCInstant? {
        guard (-62_135_596_800...253_402_300_799).contains(self.seconds), (0..<1_000_000_000).contains(self.nanos) else {
            return nil
        }
        return UTCInstant(microsecondsSinceEpoch: self.seconds * 1_000_000 + Int64(self.nanos / 1000))
    }
}
