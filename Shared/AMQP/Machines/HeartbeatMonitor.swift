import NIOCore

/// Decides when to send a heartbeat and when the broker has been silent too long.
///
/// Pure: time is an argument.
struct HeartbeatMonitor {
    /// What a tick asks for.
    enum Action: Hashable {
        case none
        case send
        case lost
    }

    /// How often to tick: half the agreed interval.
    let period: TimeAmount

    private let interval: TimeAmount
    private var lastRead: NIODeadline
    private var lastWrite: NIODeadline

    /// Makes a monitor, or `nil` when heartbeats are off.
    init?(seconds: UInt16, now: NIODeadline) {
        guard seconds > 0 else { return nil }
        self.interval = .seconds(Int64(seconds))
        self.period = .milliseconds(Int64(seconds) * 500)
        self.lastRead = now
        self.lastWrite = now
    }

    /// Bytes came.
    mutating func read(now: NIODeadline) { self.lastRead = now }

    /// Bytes went.
    mutating func wrote(now: NIODeadline) { self.lastWrite = now }

    /// Half an interval has passed.
    mutating func tick(now: NIODeadline) -> Action {
        if now - self.lastRead >= self.interval * 2 { return .lost }
        guard now - self.lastWrite >= self.period else { return .none }
        self.lastWrite = now
        return .send
    }
}
