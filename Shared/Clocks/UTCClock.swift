/// Tells the time.
///
/// Passed to everything that needs "now", so that tests decide what time it is.
public protocol UTCClock: Sendable {
    /// The time now.
    func now() -> UTCInstant
}
