public import Clocks

/// A month of a report. Range: years 2000 to 2999.
public struct ReportMonth: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int

    /// Reads the two numbers; one or two digits for the month.
    public init?(year: String, month: String) {
        guard year.utf8.count == 4, (1...2).contains(month.utf8.count), year.utf8.allSatisfy(Self.isDigit),
            month.utf8.allSatisfy(Self.isDigit), let year = Int(year), let month = Int(month),
            (2000...2999).contains(year), (1...12).contains(month)
        else { return nil }
        self.year = year
        self.month = month
    }

    /// Reads `2026-11`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts[1].utf8.count == 2 else { return nil }
        self.init(year: parts[0], month: parts[1])
    }

    /// The month of a day.
    public init(_ date: VietnamDate) {
        self.year = date.year
        self.month = date.month
    }

    /// `2026-11`.
    public var iso8601: String { "\(self.year)-\(self.month < 10 ? "0" : "")\(self.month)" }

    /// `11/2026`.
    public var display: String { "\(self.month < 10 ? "0" : "")\(self.month)/\(self.year)" }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
