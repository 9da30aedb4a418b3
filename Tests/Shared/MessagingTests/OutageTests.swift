import Foundation
import Glibc
import Messaging
import Postgres
import TestSupport
import Testing

extension BusTests {
    /// Broker and database are killed and come back; nothing is lost, nothing doubled, nobody helps.
    @Suite struct OutageTests {
        @Test func `C3 the broker is killed under load`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                try Stack.settleQueues()
                let relay = bench.relay()
                let consumer = try bench.consumer()

                try await running([{ try await relay.run() }, { try await consumer.run() }]) {
                    for number in 0..<200 {
                        try await bench.append(bench.makeEvent(number, key: "key-\(number % 7)"))
                        if number == 60 { try Stack.run("kill-broker") }
                        if number == 150 { try Stack.run("start-broker") }
                    }
                    try await bench.until("200 effects") { try await bench.effects().count >= 200 }
                    try await bench.until("the cursor is at the head") { try await bench.pending() == 0 }
                }

                #expect(try await bench.effects().sorted() == (0..<200).map { Int64($0) })
                for key in 0..<7 {
                    let order = try await bench.effects(key: "key-\(key)")
                    #expect(order == order.sorted())
                }
            }
        }

        @Test func `C4 while the database is away nothing is acknowledged and it goes on by itself`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let consumer = try bench.consumer()

                try await running([{ try await consumer.run() }]) {
                    try await bench.publish(bench.message(bench.makeEvent(0)))
                    try await bench.until("it works") { try await bench.effects() == [0] }
                    try Stack.run("kill-database")
                    for number in 1..<20 { try await bench.publish(bench.message(bench.makeEvent(number))) }
                    try Stack.run("start-database")
                    try await bench.until("20 effects") {
                        let effects = try? await bench.effects()
                        return effects?.count == 20
                    }
                    try await bench.until("the queue is empty") { try await bench.queued() == 0 }
                }

                #expect(try await bench.effects() == (0..<20).map { Int64($0) })
                #expect(try await bench.count("retries") == 0)
                #expect(try await bench.count("quarantine") == 0)
            }
        }
    }
}

/// The private stack of the test run.
enum Stack {
    struct Failed: Error {}

    /// Writes to the disk which quorum queues there are.
    ///
    /// RabbitMQ 3.10.8 answers `queue.declare` before it has done so, and does it when nothing happened for half a
    /// second. A queue whose broker is killed before comes back empty and without a leader; see decision 0005.
    static func settleQueues() throws {
        try self.run("ctl", "eval", "ok = dets:sync(ra_directory_reverse).")
    }

    static func run(_ command: String, _ further: String...) throws {
        guard let folder = ProcessInfo.processInfo.environment["HOSO_TEST_STACK"] else { throw Failed() }
        let script = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().appendingPathComponent("../../../deploy/local/stack").standardized.path
        // Not Foundation's Process: it waits until all heirs of a socket have ended, and a started server is one.
        var pid: pid_t = 0
        let words: [String] = [script, command, folder] + further
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        guard posix_spawn(&pid, script, nil, nil, &arguments, environ) == 0 else { throw Failed() }
        var status: Int32 = 0
        guard waitpid(pid, &status, 0) == pid, status == 0 else { throw Failed() }
    }
}
