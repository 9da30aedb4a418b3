import AMQP
import Clocks
import Logging
import Messaging
import Postgres
import TestSupport
import Testing

extension BusTests {
    @Suite struct RelayTests {
        @Test func `a long transaction delays no event and its own is not skipped`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let relay = bench.relay()
                let other = PostgresClient(configuration: bench.database.configuration, logger: Logger(label: "test"))

                try await running([{ try await relay.run() }]) {
                    try await other.withTransaction { long in
                        try await long.query("CREATE TABLE anything (number bigint)")
                        try await bench.log.append([bench.makeEvent(1, key: "long")], in: long)
                        for number in 2...4 { try await bench.append(bench.makeEvent(number)) }
                        try await bench.until("the short ones are out") { try await bench.queued() == 3 }
                    }
                    try await bench.until("the long one follows") { try await bench.queued() == 4 }
                    try await bench.until("the cursor is at the head") { try await bench.pending() == 0 }
                }
                await other.shutdown()
            }
        }

        @Test func `M9 an unroutable event is sent again until it is bound and holds back only its key`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let relay = bench.relay()

                try await running([{ try await relay.run() }]) {
                    try await bench.append(
                        bench.makeEvent(1, key: "a", name: "test.unbound.v1"), bench.makeEvent(2, key: "a"),
                        bench.makeEvent(3, key: "b"))
                    try await bench.until("b is out") { try await bench.queued() == 1 }
                    #expect(try await bench.pending() == 3)
                    try await bench.declareQueue(["test.unbound.v1"])
                    try await bench.until("all are out") { try await bench.queued() == 3 }
                    try await bench.until("the cursor is at the head") { try await bench.pending() == 0 }
                }
            }
        }

        @Test func `K6 of two relays one works, publishes the other's commits and is replaced when it goes`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                let secondLog = EventLog()
                let first = bench.relay()
                let second = bench.relay(log: secondLog)
                let consumer = try bench.consumer()

                try await running([{ try await second.run() }, { try await consumer.run() }]) {
                    try await running([{ try await first.run() }]) {
                        for number in 0..<30 {
                            let log = number % 2 == 0 ? bench.log : secondLog
                            let event = bench.makeEvent(number)
                            // One key, written by two processes in turn.
                            try await bench.database.withTransaction { try await log.append([event], in: $0) }
                        }
                        try await bench.until("30 effects") { try await bench.effects().count == 30 }
                    }
                    try await bench.append(bench.makeEvent(30))
                    try await bench.until("the second took over") { try await bench.effects().count == 31 }
                }

                #expect(try await bench.effects() == (0...30).map { Int64($0) })
            }
        }

        @Test func `a relay that starts later publishes what was committed before`() async throws {
            try await Bench.with { bench in
                try await bench.declareQueue()
                for number in 0..<5 { try await bench.append(bench.makeEvent(number)) }
                let relay = bench.relay { $0.memoryLimit = 2 }

                try await running([{ try await relay.run() }]) {
                    try await bench.until("all are out") { try await bench.queued() == 5 }
                    try await bench.until("the cursor is at the head") { try await bench.pending() == 0 }
                }
                try await running([{ try await bench.relay().run() }]) {
                    try await bench.append(bench.makeEvent(5))
                    try await bench.until("only the new one is sent") { try await bench.pending() == 0 }
                }

                #expect(try await bench.queued() == 6)
            }
        }
    }
}
