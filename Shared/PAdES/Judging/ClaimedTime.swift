public import Clocks

/// Reads the time a signature dictionary states (`/M`). It is the signer's word and proves nothing.
///
/// Source: ISO 32000-2, 7.9.4.
public enum ClaimedTime {
    /// The instant of `D:YYYYMMDDHHmmSS` with `Z` or `+HH'mm'`; `nil` for anything else.
    ///
    /// Without a zone the time is nobody's, so it is not taken.
    public static func read(_ text: String) -> UTCInstant? {
        var rest = Array(text.utf8)[...]
        guard rest.starts(with: "D:".utf8) else { return nil }
        rest = rest.dropFirst(2)
        var parts: [Int] = []
        for width in [4, 2, 2, 2, 2, 2] {
            guard let value = Self.number(rest.prefix(width), width) else { return nil }
            parts.append(value)
            rest = rest.dropFirst(width)
        }
        guard parts[3] < 24, parts[4] < 60, parts[5] < 60, let minutesEast = Self.zone(rest),
            let date = VietnamDate(year: parts[0], month: parts[1], day: parts[2])
        else { return nil }
        // The initializer takes the clock of Việt Nam, seven hours east.
        let local = UTCInstant(vietnamDate: date, hour: parts[3], minute: parts[4]) + .seconds(parts[5])
        return local + .seconds((7 * 60 - minutesEast) * 60)
    }

    /// `Z`, `+HH'mm'`, `+HH'mm`, `+HHmm` or `+HH`; Unit: minutes east of UTC.
    private static func zone(_ text: ArraySlice<UInt8>) -> Int? {
        guard let sign = text.first else { return nil }
        let digits = text.dropFirst().filter { $0 != UInt8(ascii: "'") }
        switch sign {
        case UInt8(ascii: "Z"):
            // Some write Z00'00'.
            return digits.allSatisfy { $0 == UInt8(ascii: "0") } ? 0 : nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard digits.count == 2 || digits.count == 4, let hours = Self.number(digits.prefix(2)[...], 2), hours < 24 else { return nil }
            guard let minutes = digits.count == 4 ? Self.number(digits.suffix(2)[...], 2) : 0, minutes < 60 else { return nil }
            return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>, _ width: Int) -> Int? {
        guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
}
