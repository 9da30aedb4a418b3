import Clocks

extension Demo {
    /// A time of the gateway as people in Vietnam write it; a text that is no time stays as it is.
    static func vietnamTime(_ text: String?) -> String {
        guard let text else { return "—" }
        guard let instant = UTCInstant(iso8601: text) else { return text }
        let time = instant.vietnamTime
        return "\(Self.twoDigits(time.hour)):\(Self.twoDigits(time.minute)) \(instant.vietnamDate.display)"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
