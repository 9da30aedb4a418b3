public import Clocks

/// Number, notation and date of a document.
///
/// Source: Decree 30/2020, article 15.
public struct DocumentNumber: Hashable, Codable, Sendable {
    /// Year of the series.
    public var year: Int
    /// Series.
    public var series: String
    /// Number, from 1.
    public var number: Int
    /// Number and notation, such as `05/QĐ-UBND`.
    public var notation: String
    /// Date of the document.
    public var date: VietnamDate

    /// Describes a number.
    public init(year: Int, series: String, number: Int, notation: String, date: VietnamDate) {
        self.year = year
        self.series = series
        self.number = number
        self.notation = notation
        self.date = date
    }
}
