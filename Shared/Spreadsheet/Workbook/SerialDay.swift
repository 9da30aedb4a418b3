internal import Clocks

/// Days as spreadsheet programs count them (ISO/IEC 29500-1, 18.17.4.1).
enum SerialDay {
    /// The day of a number; nil for what is no day. The time of day in its fraction is left out.
    static func date(_ serial: Double, is1904: Bool) -> VietnamDate? {
        // 2,958,465 is the last day of the year 9999.
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let days = Int(serial)
        if is1904 { return VietnamDate(year: 1904, month: 1, day: 1)?.adding(days: days) }
        // The programs count a 29 February 1900 that never was, as number 60.
        guard days != 0, days != 60 else { return nil }
        return VietnamDate(year: 1899, month: 12, day: days < 60 ? 31 : 30)?.adding(days: days)
    }

    /// The number of a day; nil before March 1900, where the programs count wrong.
    static func serial(_ date: VietnamDate) -> Double? {
        guard let start = VietnamDate(year: 1899, month: 12, day: 30) else { return nil }
        let days = VietnamDate.days(from: start, to: date)
        return days > 60 ? Double(days) : nil
    }
}
