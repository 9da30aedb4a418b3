import CLibPQ
import Foundation
import Synchronization

/// One thread that waits for the sockets of all connections of a client, and for its deadlines.
///
/// `poll` and not `epoll`: a client has few connections, and every socket is always watched for reading, so that a
/// connection that dies while nobody uses it is noticed at once.
final class Reactor: Sendable {
    /// Called when a deadline may have passed; says when to call again.
    typealias Tick = @Sendable (ContinuousClock.Instant) -> ContinuousClock.Instant?

    private struct State {
        var channels: [ObjectIdentifier: PostgresChannel] = [:]
        var onTick: Tick?
        /// No deadline is earlier than this.
        var earliest: ContinuousClock.Instant?
        var isRunning = false
        var isStopped = false
    }

    private let state = Mutex(State())
    /// Ends a `poll` that must look again; nil when the process has no file descriptors left.
    private let pipe: WakePipe?

    init() {
        self.pipe = WakePipe()
    }

    /// Sets what looks after deadlines that belong to no connection.
    func onTick(_ tick: @escaping Tick) {
        self.state.withLock { $0.onTick = tick }
    }

    func add(_ channel: PostgresChannel) {
        self.state.withLock { $0.channels[ObjectIdentifier(channel)] = channel }
        self.start()
        self.wake()
    }

    func remove(_ channel: PostgresChannel) {
        self.state.withLock { $0.channels[ObjectIdentifier(channel)] = nil }
        self.wake()
    }

    /// Makes sure that deadlines are looked at when this one passes.
    func note(deadline: ContinuousClock.Instant) {
        let isEarlier = self.state.withLock { state in
            if let earliest = state.earliest, earliest <= deadline { return false }
            state.earliest = deadline
            return true
        }
        guard isEarlier else { return }
        self.start()
        self.wake()
    }

    func wake() {
        self.pipe?.wake()
    }

    /// Lets the thread end.
    func stop() {
        self.state.withLock { state in
            state.isStopped = true
            state.onTick = nil
        }
        self.wake()
    }

    private func start() {
        let first = self.state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning && !state.isStopped
        }
        guard first else { return }
        let thread = Thread { self.loop() }
        thread.name = "postgres"
        thread.start()
    }

    private func loop() {
        while true {
            let (channels, earliest, isStopped) = self.state.withLock { state in
                (Array(state.channels.values), state.earliest, state.isStopped)
            }
            if isStopped { return }
            self.wait(for: channels, until: earliest)
            self.tick()
        }
    }

    private func wait(for channels: [PostgresChannel], until earliest: ContinuousClock.Instant?) {
        var entries = [pollfd(fd: self.pipe?.readEnd ?? -1, events: Int16(POLLIN), revents: 0)]
        for channel in channels {
            let events = channel.wantsWrite ? POLLIN | POLLOUT : POLLIN
            entries.append(pollfd(fd: channel.fileDescriptor, events: Int16(events), revents: 0))
        }
        var milliseconds: Int32 = -1
        if let earliest {
            // Rounded up, or the loop would spin through the last millisecond.
            let left = ContinuousClock.now.duration(to: earliest) / .milliseconds(1)
            milliseconds = Int32(clamping: Int64(max(0, min(left.rounded(.up), 3_600_000))))
        }
        // Without a pipe nothing could end the wait.
        if self.pipe == nil { milliseconds = min(milliseconds < 0 ? 10 : milliseconds, 10) }
        guard poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return }
        if entries[0].revents != 0 { self.pipe?.drain() }
        for (channel, entry) in zip(channels, entries.dropFirst()) where entry.revents != 0 {
            channel.socketReady()
        }
    }

    /// Looks at all deadlines when the earliest has passed.
    private func tick() {
        let now = ContinuousClock.now
        let due = self.state.withLock { state -> ([PostgresChannel], Tick?)? in
            guard let earliest = state.earliest, earliest <= now else { return nil }
            state.earliest = nil
            return (Array(state.channels.values), state.onTick)
        }
        guard let (channels, onTick) = due else { return }
        let next = channels.compactMap { $0.checkDeadline(now: now) } + [onTick?(now)].compactMap { $0 }
        if let soonest = next.min() { self.note(deadline: soonest) }
    }
}
