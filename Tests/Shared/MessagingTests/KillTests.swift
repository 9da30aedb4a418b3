import AMQP
import Foundation
import Glibc
import Messaging
import Postgres
import TestSupport
import Testing

extension BusTests {
    /// C6: the process is killed at the worst moments; the moments come from a broker connection that freezes.
    @Suite struct KillTests {
        @Test func `C6 killed between commit and publish nothing is lost`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let proxy = try FrozenProxy(to: try TestBroker.configuration().port)
                proxy.freezeUpstream()
                let host = try KillHost("relay", bench, brokerPort: proxy.port)
                try host.read(until: "ready")

                try host.tell("commit")
                try host.read(until: "committed")
                host.kill()

                #expect(try await bench.count("event_log") == 10)
                #expect(try await bench.queued() == 0)
                try await self.finish(bench)
                proxy.close()
            }
        }

        @Test func `C6 killed between publish and confirm nothing is lost and nothing doubled`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let proxy = try FrozenProxy(to: try TestBroker.configuration().port)
                let host = try KillHost("relay", bench, brokerPort: proxy.port)
                try host.read(until: "ready")
                // A first round shows that it is connected; then the broker's answers are held back.
                try await bench.append(bench.makeEvent(99, key: "first"))
                try await bench.until("the host publishes") { try await bench.queued() == 1 }
                try await bench.until("and has the confirm") { try await bench.pending() == 0 }
                proxy.freezeDownstream()

                try host.tell("commit")
                try host.read(until: "committed")
                // One event per key is on the wire: three keys.
                try await bench.until("they are in the queue") { try await bench.queued() == 4 }
                host.kill()

                #expect(try await bench.pending() == 10)
                try await self.finish(bench, extra: [99])
                proxy.close()
            }
        }

        @Test func `C6 killed between effect and acknowledgement there is one effect`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let proxy = try FrozenProxy(to: try TestBroker.configuration().port)
                let host = try KillHost("consume", bench, brokerPort: proxy.port)
                try await bench.until("the host consumes") {
                    try await bench.broker.status(ofQueue: bench.queue).consumerCount == 1
                }
                proxy.freezeUpstream()

                for number in 0..<10 { try await bench.publish(bench.message(bench.makeEvent(number, key: "key-\(number % 3)"))) }
                try await bench.until("the effects are there") { try await bench.effects().count == 10 }
                host.kill()
                proxy.close()
                try await bench.until("the broker has them back") { try await bench.queued() == 10 }

                try await self.finish(bench)
                #expect(try await bench.count("inbox") == 10)
            }
        }

        /// Starts a healthy relay and consumer and waits until all is done.
        private func finish(_ bench: Bench, extra: [Int64] = []) async throws {
            let relay = bench.relay()
            let consumer = try bench.consumer()
            try await running([{ try await relay.run() }, { try await consumer.run() }]) {
                try await bench.until("all effects") { try await bench.isDrained(effects: 10 + extra.count) }
                try await bench.until("the cursor is at the head") { try await bench.pending() == 0 }
                try await bench.until("the queue is drained") { try await bench.queued() == 0 }
            }
            #expect(try await bench.effects().sorted() == (0..<10).map { Int64($0) } + extra)
            for key in 0..<3 {
                let order = try await bench.effects(key: "key-\(key)")
                #expect(order == order.sorted())
            }
        }
    }
}

/// The process that is killed.
final class KillHost {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var seen = ""

    init(_ mode: String, _ bench: Bench, brokerPort: Int) throws {
        let folder = URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            .deletingLastPathComponent()
        self.process.executableURL = folder.appendingPathComponent("MessagingKillHost")
        self.process.arguments = [
            mode, bench.database.configuration.searchPath ?? "", "\(brokerPort)", bench.exchange, bench.queue,
        ]
        self.process.standardInput = self.input
        self.process.standardOutput = self.output
        try self.process.run()
    }

    func tell(_ line: String) throws {
        try self.input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
    }

    func read(until word: String) throws {
        while !self.seen.contains(word) {
            let data = self.output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Ended() }
            self.seen += String(decoding: data, as: UTF8.self)
        }
    }

    /// Does not wait: Foundation's `waitUntilExit` hangs on another thread than that of `run`.
    func kill() {
        Glibc.kill(self.process.processIdentifier, SIGKILL)
    }

    struct Ended: Error {}

    deinit { if self.process.isRunning { self.kill() } }
}
