import Clocks

/// Reads the time a signature dictionary states (`/M`).
enum ClaimedTime {
    /// The instant of `D:YYYYMMDDHHmmSS` with `Z` or `+HH'mm'`; nil for anything else.
    ///
    /// Without a zone the time is nobody's, so it is not taken.
    static func read(_ text: String) -> UTCInstant? {
        let characters = Array(text.utf8)
        guard characters.count >= 17, characters.starts(with: Array("D:".utf8)) else { return nil }
        guard let year = Self.number(characters[2..<6]), let month = Self.number(characters[6..<8]),
            let day = Self.number(characters[8..<10]), let hour = Self.number(characters[10..<12]),
            let minute = Self.number(characters[12..<14]), let second = Self.number(characters[14..<16]), hour < 24, minute < 60,
            second < 60, let date = VietnamDate(year: year, month: month, day: day),
            let zone = Self.zoneMinutes(characters[16...])
        else { return nil }
        // The initializer takes Vietnam time, seven hours ahead of UTC.
        return UTCInstant(vietnamDate: date, hour: hour, minute: minute) + .seconds(second) + .seconds((420 - zone) * 60)
    }

    private static func zoneMinutes(_ characters: ArraySlice<UInt8>) -> Int? {
        guard let sign = characters.first else { return nil }
        if sign == UInt8(ascii: "Z") { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = characters.dropFirst().filter { $0 != UInt8(ascii: "'") }
        guard digits.count == 4 || digits.count == 2, let hours = Self.number(digits.prefix(2)), hours < 24 else { return nil }
        let minutes = digits.count == 4 ? Self.number(digits.suffix(2)) : 0
        guard let minutes, minutes < 60 else { return nil }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    private static func number(_ digits: some Sequence<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
