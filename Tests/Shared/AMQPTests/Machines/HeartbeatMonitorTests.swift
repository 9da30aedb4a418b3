import NIOCore
import Testing

@testable import AMQP

@Suite struct HeartbeatMonitorTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test func `is off when nobody wants it`() {
        #expect(HeartbeatMonitor(seconds: 0, now: self.start) == nil)
    }

    @Test func `sends when nothing was sent for half an interval`() throws {
        var monitor = try #require(HeartbeatMonitor(seconds: 10, now: self.start))

        #expect(monitor.period == .seconds(5))
        #expect(monitor.tick(now: self.start + .seconds(5)) == .send)
        monitor.wrote(now: self.start + .seconds(9))
        #expect(monitor.tick(now: self.start + .seconds(10)) == .none)
        #expect(monitor.tick(now: self.start + .seconds(15)) == .send)
    }

    @Test func `gives up after two silent intervals`() throws {
        var monitor = try #require(HeartbeatMonitor(seconds: 10, now: self.start))

        monitor.read(now: self.start + .seconds(3))
        #expect(monitor.tick(now: self.start + .seconds(22)) == .send)
        #expect(monitor.tick(now: self.start + .seconds(23)) == .lost)
    }
}
