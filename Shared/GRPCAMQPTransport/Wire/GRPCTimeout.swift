/// The `grpc-timeout` header, read and written by the specification.
///
/// GRPCCore 2.4.3 writes up to nine characters (`29999000u` for 29.999 s) but reads at most eight, so such
/// a timeout is silently dropped by the server. This type reads all nine and always writes nine: handlers can read what is
/// left, while GRPCCore sets no timer of its own beside that of the transport, which would cost each call two wake-ups.
///
/// Source: gRPC over HTTP/2, "Timeout → `grpc-timeout` TimeoutValue TimeoutUnit"; at most eight digits.
enum GRPCTimeout {
    private struct Unit {
        let letter: Character
        let perSecond: Int64
        let seconds: Int64

        /// How many of this unit a duration is, rounded up; `nil` when that does not fit.
        func amount(in duration: Duration) -> Int64? {
            let (seconds, attoseconds) = duration.components
            if self.perSecond == 0 {
                let whole = seconds / self.seconds
                return whole + (seconds % self.seconds > 0 || attoseconds > 0 ? 1 : 0)
            }
            let attosecondsPerUnit = 1_000_000_000_000_000_000 / self.perSecond
            let fraction = attoseconds / attosecondsPerUnit + (attoseconds % attosecondsPerUnit > 0 ? 1 : 0)
            let (whole, overflow) = seconds.multipliedReportingOverflow(by: self.perSecond)
            guard !overflow else { return nil }
            let (sum, carry) = whole.addingReportingOverflow(fraction)
            return carry ? nil : sum
        }

        func duration(of amount: Int64) -> Duration {
            guard self.perSecond > 0 else { return .seconds(amount * self.seconds) }
            let attoseconds = (amount % self.perSecond) * (1_000_000_000_000_000_000 / self.perSecond)
            return Duration(secondsComponent: amount / self.perSecond, attosecondsComponent: attoseconds)
        }
    }

    private static let units = [
        Unit(letter: "n", perSecond: 1_000_000_000, seconds: 0),
        Unit(letter: "u", perSecond: 1_000_000, seconds: 0),
        Unit(letter: "m", perSecond: 1_000, seconds: 0),
        Unit(letter: "S", perSecond: 1, seconds: 0),
        Unit(letter: "M", perSecond: 0, seconds: 60),
        Unit(letter: "H", perSecond: 0, seconds: 3_600),
    ]

    private static let longestAmount: Int64 = 99_999_999

    /// Reads one to eight digits and a unit; anything else is `nil`.
    static func parse(_ text: String) -> Duration? {
        let digits = text.utf8.dropLast()
        guard (1...8).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard let unit = self.units.first(where: { $0.letter == text.last }) else { return nil }
        return unit.duration(of: digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) })
    }

    /// Writes eight digits, with zeros in front, and a unit, rounded up to the unit; never less than nothing.
    static func encode(_ duration: Duration) -> String {
        guard duration > .zero else { return "00000000n" }
        for unit in self.units {
            if let amount = unit.amount(in: duration), amount <= self.longestAmount {
                let digits = String(amount)
                return String(repeating: "0", count: 8 - digits.utf8.count) + digits + String(unit.letter)
            }
        }
        return "\(self.longestAmount)H"
    }
}
