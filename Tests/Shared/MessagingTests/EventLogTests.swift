import Clocks
import Logging
import Postgres
import TestSupport
import Testing

@testable import Messaging

@Suite(.timeLimit(.minutes(10)))
struct EventLogTests {
    private let source = UUIDv7Source()

    private func event(_ key: String = "key", name: String = "test.happened.v1", bytes: Int = 1) -> OutgoingEvent {
        OutgoingEvent(
            id: self.source.next(), name: name, key: key, occurredAt: SystemClock().now(),
            payload: [UInt8](repeating: 1, count: bytes), dataSchema: "hoso.test.v1.Happened")
    }

    @Test func `a change that rolls back tells nothing`() async throws {
        struct Refused: Error {}
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            let log = EventLog()

            await #expect(throws: Refused.self) {
                try await database.withTransaction { transaction in
                    try await log.append([self.event()], in: transaction)
                    throw Refused()
                }
            }

            let event_log = try await self.count(database, "event_log")
            #expect(event_log == 0)
            #expect(!log.committed.take())
        }
    }

    @Test func `a commit tells the relay in memory`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            let log = EventLog()

            try await database.withTransaction { try await log.append([self.event()], in: $0) }

            #expect(log.committed.take())
        }
    }

    @Test func `refuses what the bus could not carry before anything is written`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            let bad = [
                self.event(""), self.event(String(repeating: "k", count: 256)), self.event(name: ""),
                self.event(name: String(repeating: "n", count: 256)), self.event(bytes: (4 << 20) + 1),
            ]

            for event in bad {
                await #expect(throws: MessagingError(code: .invalidEvent, message: "")) {
                    try await database.withTransaction { try await EventLog().append([self.event(), event], in: $0) }
                }
            }

            let event_log = try await self.count(database, "event_log")
            #expect(event_log == 0)
        }
    }

    @Test(arguments: ["UPDATE event_log SET name = 'x'", "DELETE FROM event_log", "TRUNCATE event_log"])
    func `the log is append-only`(statement: String) async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            try await database.withTransaction { try await EventLog().append([self.event()], in: $0) }

            await #expect(throws: PostgresError.self) { try await database.query(PostgresQuery(unsafeSQL: statement)) }

            let event_log = try await self.count(database, "event_log")
            #expect(event_log == 1)
        }
    }

    @Test func `rows and ids of this month lie in the partitions of this month`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            try await database.query("SELECT messaging_add_partitions(3)")
            try await database.withTransaction { try await EventLog().append([self.event()], in: $0) }
            try await database.query("INSERT INTO inbox (event_id, consumer) VALUES (\(self.source.next()), 'q')")

            let event_log_default = try await self.count(database, "event_log_default")
            #expect(event_log_default == 0)
            let inbox_default = try await self.count(database, "inbox_default")
            #expect(inbox_default == 0)
        }
    }

    @Test func `reads exactly what became visible, also of a transaction that ran long`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            let log = EventLog()
            let read: (String) async throws -> (String, [String]) = { earlier in
                try await database.withConnection { connection in
                    let page = try await EventLogReader(session: connection).page(since: earlier, limit: 100)
                    return (page?.snapshot ?? earlier, page?.rows.map(\.event.key) ?? [])
                }
            }
            var seen = "1:1:"
            var keys: [String] = []

            try await database.withTransaction { long in
                // Its number is drawn before those of the others; its events follow at its end.
                try await long.query("CREATE TABLE anything (number bigint)")
                try await log.append([self.event("long")], in: long)
                for number in 0..<3 {
                    // On another connection: the long transaction must not hide these, nor be passed over.
                    try await Self.elsewhere(database) { other in
                        try await other.withTransaction { try await log.append([self.event("short-\(number)")], in: $0) }
                    }
                    (seen, keys) = try await read(seen)
                    #expect(keys == ["short-\(number)"])
                }
            }
            (seen, keys) = try await read(seen)
            #expect(keys == ["long"])
            (seen, keys) = try await read(seen)
            #expect(keys.isEmpty)
        }
    }

    @Test func `a further page shows nothing that was committed after the first`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            let log = EventLog()
            try await database.withTransaction { transaction in
                try await log.append((0..<5).map { self.event("early-\($0)") }, in: transaction)
            }

            try await database.withConnection { connection in
                let reader = EventLogReader(session: connection)
                let first = try #require(try await reader.page(since: "1:1:", limit: 3))
                try await Self.elsewhere(database) { other in
                    try await other.withTransaction { try await log.append([self.event("late")], in: $0) }
                }
                let second = try await reader.page(since: "1:1:", after: first, limit: 3)
                let next = try await reader.page(since: second.snapshot, limit: 3)

                #expect(first.rows.map(\.event.key) == ["early-0", "early-1", "early-2"])
                #expect(!first.isLast)
                #expect(second.rows.map(\.event.key) == ["early-3", "early-4"])
                #expect(second.isLast)
                #expect(next?.rows.map(\.event.key) == ["late"])
            }
        }
    }

    @Test func `events stand in the order in which they were appended, behind every other statement`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            let log = EventLog()
            try await database.withTransaction { transaction in
                try await log.append([self.event("first")], in: transaction)
                let before = try await transaction.query("SELECT count(*) FROM event_log").decodeOnly(Int64.self)
                #expect(before == 0)
                try await log.append([self.event("second"), self.event("third")], in: transaction)
            }

            let keys = try await database.query("SELECT ordering_key FROM event_log ORDER BY position")
                .map { try $0.decode(String.self) }
            #expect(keys == ["first", "second", "third"])
        }
    }

    @Test func `an event gets the trace of the task that appends it`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            let trace = TraceContext.root()
            try await TraceContext.$current.withValue(trace) {
                try await database.withTransaction { try await EventLog().append([self.event()], in: $0) }
            }
            try await database.withTransaction { try await EventLog().append([self.event()], in: $0) }

            let traces = try await database.query("SELECT traceparent FROM event_log ORDER BY position")
                .map { try $0.decode(String?.self) }
            #expect(traces == [trace.traceparent, nil])
        }
    }

    @Test func `reading what is new uses the index`() async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { database in
            try await database.query(
                """
                INSERT INTO event_log (id, name, ordering_key, occurred_at, content_type, data_schema, payload)
                SELECT gen_random_uuid(), 'n', 'k', now(), 'c', 'd', '' FROM generate_series(1, 20000)
                """)
            try await database.query("ANALYZE event_log")
            let snapshot: String = try await database.query("SELECT pg_current_snapshot()::text").decodeOnly(String.self)

            for query in [
                EventLogReader.firstPage(since: snapshot, limit: 100),
                EventLogReader.nextPage(since: snapshot, upTo: snapshot, after: 0, limit: 100),
            ] {
                let plan = try await database.withConnection { connection in
                    // Takes the lock and sets up the session as the relay does.
                    try await RelayLock(connection: connection).acquire(while: { true })
                    return try await connection.query(PostgresQuery(unsafeSQL: "EXPLAIN " + query.sql, binds: query.binds))
                        .map { try $0.decode(String.self) }.joined(separator: "\n")
                }

                #expect(!plan.contains("Seq Scan on event_log_2"), "\(plan)")
                #expect(plan.contains("_pkey"), "\(plan)")
            }
        }
    }

    private func count(_ database: PostgresClient, _ table: String) async throws -> Int64 {
        try await database.query("SELECT count(*) FROM \(identifier: table)").decodeOnly(Int64.self)
    }

    private static func elsewhere(_ database: PostgresClient, _ body: (PostgresClient) async throws -> Void) async throws {
        let other = PostgresClient(configuration: database.configuration, logger: Logger(label: "test"))
        try await body(other)
        await other.shutdown()
    }
}
