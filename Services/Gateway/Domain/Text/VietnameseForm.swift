public import Clocks

/// Numbers, days and times as people in Việt Nam write them.
public enum VietnameseForm {
    /// `1.234.567`.
    public static func number(_ value: Int64) -> String {
        var groups: [String] = []
        var rest = value.magnitude
        while rest >= 1_000 {
            let group = String(rest % 1_000)
            groups.append(String(repeating: "0", count: 3 - group.count) + group)
            rest /= 1_000
        }
        groups.append(String(rest))
        return (value < 0 ? "−" : "") + groups.reversed().joined(separator: ".")
    }

    /// `85,7 %`, rounded half up to one decimal; nil when the denominator is zero or below (R63).
    public static func percentage(_ numerator: Int64, of denominator: Int64) -> String? {
        guard denominator > 0 else { return nil }
        // Double keeps one decimal of any ratio of counts exactly enough, and cannot overflow.
        let tenths = (Double(numerator) * 1_000 / Double(denominator)).rounded()
        guard tenths.magnitude < 1e15 else { return nil }
        let whole = Int64(tenths)
        return "\(self.number(whole / 10)),\(whole.magnitude % 10) %"
    }

    /// `05/03/2026 09:00`.
    public static func time(_ instant: UTCInstant) -> String {
        let (hour, minute, _) = instant.vietnamTime
        return "\(instant.vietnamDate.display) \(self.two(hour)):\(self.two(minute))"
    }

    /// `05/03/2026 09:00:07 (UTC+7)`: for the time a figure was computed.
    public static func exactTime(_ instant: UTCInstant) -> String {
        "\(self.time(instant)):\(self.two(instant.vietnamTime.second)) (UTC+7)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
