import Clocks
import DigitizationDomain

/// What waits and runs for one agency.
struct AgencyQueue: Hashable, Sendable {
    let priority: RecognitionPriority
    let agencyCode: String
    let waiting: Int64
    let running: Int64
    /// Of both, those that failed at least once.
    let failing: Int64
    let oldestSince: UTCInstant
}
