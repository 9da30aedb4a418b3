extension UTCInstant {
    /// The form for machines: `2026-03-05T02:00:00.000000Z`.
    public var iso8601: String {
        let (day, micros) = self.civil(offset: 0)
        let date = VietnamDate(clampingDayNumber: day)
        let seconds = micros / 1_000_000
        // Written in one go, because every event and every log line has one.
        return String(unsafeUninitializedCapacity: 27) { text in
            Digits.write(date.year, width: 4, to: text, at: 0)
            text[4] = 0x2D
            Digits.write(date.month, width: 2, to: text, at: 5)
            text[7] = 0x2D
            Digits.write(date.day, width: 2, to: text, at: 8)
            text[10] = 0x54
            Digits.write(seconds / 3600, width: 2, to: text, at: 11)
            text[13] = 0x3A
            Digits.write(seconds / 60 % 60, width: 2, to: text, at: 14)
            text[16] = 0x3A
            Digits.write(seconds % 60, width: 2, to: text, at: 17)
            text[19] = 0x2E
            Digits.write(micros % 1_000_000, width: 6, to: text, at: 20)
            text[26] = 0x5A
            return 27
        }
    }

    /// The form legal texts ask for, local time with its offset: `2026-03-05T09:00:00+07:00` (R8).
    public var vietnamISO8601: String {
        let (day, micros) = self.civil(offset: Self.vietnamOffset)
        return Self.dateAndTime(day: day, micros: micros) + "+07:00"
    }

    /// Reads RFC 3339 with `T`, seconds, at most nine digits of a fraction, and `Z` or an offset.
    ///
    /// Digits beyond the microsecond are dropped. A leap second (`:60`) is refused.
    public init?(iso8601 text: String) {
        let bytes = Array(text.utf8)
        guard
            (20...35).contains(bytes.count), bytes[10] == 0x54,
            let date = VietnamDate(iso8601: String(decoding: bytes[0..<10], as: UTF8.self)),
            let seconds = Self.secondsOfDay(bytes[11..<19])
        else { return nil }
        var rest = bytes[19...]
        guard let fraction = Self.takeFraction(&rest), let offset = Self.offsetSeconds(rest) else { return nil }
        let total = date.dayNumber * 86_400 + seconds - offset
        self.init(microsecondsSinceEpoch: Int64(total) * 1_000_000 + Int64(fraction))
    }

    private static func dateAndTime(day: Int, micros: Int) -> String {
        let seconds = micros / 1_000_000
        let hour = Digits.write(seconds / 3600, width: 2)
        let minute = Digits.write(seconds / 60 % 60, width: 2)
        let second = Digits.write(seconds % 60, width: 2)
        return "\(VietnamDate(clampingDayNumber: day).iso8601)T\(hour):\(minute):\(second)"
    }

    /// `HH:MM:SS` as seconds.
    private static func secondsOfDay(_ bytes: ArraySlice<UInt8>) -> Int? {
        let start = bytes.startIndex
        guard
            bytes.count == 8, bytes[start + 2] == 0x3A, bytes[start + 5] == 0x3A,
            let hour = Digits.read(bytes[start..<start + 2]), hour <= 23,
            let minute = Digits.read(bytes[start + 3..<start + 5]), minute <= 59,
            let second = Digits.read(bytes[start + 6..<start + 8]), second <= 59
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Takes `.123…` from the front and returns it as microseconds; 0 when there is none.
    private static func takeFraction(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.first == 0x2E else { return 0 }
        bytes.removeFirst()
        let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard (1...9).contains(digits.count) else { return nil }
        bytes.removeFirst(digits.count)
        return Digits.read(digits.prefix(6) + Array(repeating: 0x30, count: max(0, 6 - digits.count)))
    }

    /// `Z` or `±HH:MM` as seconds east of UTC.
    private static func offsetSeconds(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.elementsEqual([0x5A]) { return 0 }
        let start = bytes.startIndex
        guard
            bytes.count == 6, bytes[start] == 0x2B || bytes[start] == 0x2D, bytes[start + 3] == 0x3A,
            let hours = Digits.read(bytes[start + 1..<start + 3]), hours <= 23,
            let minutes = Digits.read(bytes[start + 4..<start + 6]), minutes <= 59
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return bytes[start] == 0x2B ? seconds : -seconds
    }
}
