/// An arrival number (số đến): one series through the year for paper and electronic documents together (R21).
public struct ArrivalNumber: Hashable, Codable, Sendable {
    /// Year.
    public var year: Int
    /// Number, from 1.
    public var number: Int

    /// Describes a number.
    public init(year: Int, number: Int) {
        self.year = year
        self.number = number
    }
}
