import Clocks

/// A number of a series and what became of it.
struct NumberEntry: Hashable, Sendable {
    /// What became of it.
    enum State: String, Sendable {
        /// A document bears it.
        case assigned
        /// It is kept.
        case reserved
        /// A paper or secret document bears it.
        case used
        /// Nobody bears it, and the reason is recorded.
        case skipped
    }

    var agency: String
    var year: Int
    var series: String
    var number: Int
    var state: State
    var notation: String
    var date: VietnamDate
    var document: Identifier?
    var reason: String
    var officer: String
    var takenAt: UTCInstant
    var reservedUntil: UTCInstant?
}
