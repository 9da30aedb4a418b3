import Logging
import Postgres
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TransactionTests {
    private struct Refused: Error {}

    private func withTable<Result: Sendable>(_ body: (PostgresClient) async throws -> Result) async throws -> Result {
        try await Database.withClient { client in
            try await client.query("CREATE TABLE accounts (id bigint CONSTRAINT accounts_pkey PRIMARY KEY, amount bigint)")
            return try await body(client)
        }
    }

    private func count(_ client: PostgresClient) async throws -> Int {
        try await client.query("SELECT count(*) FROM accounts").decodeOnly(Int.self)
    }

    @Test func `commits what the closure did, then runs what waits for it`() async throws {
        try await withTable { client in
            let order = Mutex<[Int]>([])
            try await client.withTransaction { transaction in
                transaction.afterCommit { order.withLock { $0.append(1) } }
                try await transaction.query("INSERT INTO accounts VALUES (1, 1)")
                transaction.afterCommit { order.withLock { $0.append(2) } }
                #expect(order.withLock { $0 }.isEmpty)
            }
            #expect(order.withLock { $0 } == [1, 2])
            let found = try await count(client)
            #expect(found == 1)
        }
    }

    @Test func `rolls back when the closure throws`() async throws {
        try await withTable { client in
            let ran = Mutex(false)
            await #expect(throws: Refused.self) {
                try await client.withTransaction { transaction in
                    transaction.afterCommit { ran.withLock { $0 = true } }
                    try await transaction.query("INSERT INTO accounts VALUES (1, 1)")
                    throw Refused()
                }
            }
            let found = try await count(client)
            #expect(found == 0)
            #expect(!ran.withLock { $0 })
        }
    }

    @Test func `does not report success when the closure swallows an error`() async throws {
        try await withTable { client in
            let ran = Mutex(false)
            await #expect(throws: failure(.transactionAborted)) {
                try await client.withTransaction { transaction in
                    transaction.afterCommit { ran.withLock { $0 = true } }
                    try await transaction.query("INSERT INTO accounts VALUES (1, 1)")
                    _ = try? await transaction.query("SELECT 1/0")
                }
            }
            let found = try await count(client)
            #expect(found == 0)
            #expect(!ran.withLock { $0 })
        }
    }

    @Test func `statements given for COMMIT run last, in order, also when nothing ran before`() async throws {
        try await withTable { client in
            try await client.withTransaction { transaction in
                try transaction.beforeCommit(["INSERT INTO accounts SELECT 2, count(*) FROM accounts"])
                try transaction.beforeCommit(["INSERT INTO accounts SELECT 3, count(*) FROM accounts"])
                try await transaction.query("INSERT INTO accounts VALUES (1, 0)")
            }
            try await client.withTransaction { transaction in
                try transaction.beforeCommit(["INSERT INTO accounts VALUES (4, 4)"])
            }

            let amounts = try await client.query("SELECT amount FROM accounts ORDER BY id").map { try $0.decode(Int.self) }
            #expect(amounts == [0, 1, 2, 4])
        }
    }

    @Test func `a statement given for COMMIT that fails undoes everything, and the connection stays usable`() async throws {
        try await withTable { client in
            let ran = Mutex(false)
            let backend = try await client.withConnection { $0.backendProcessID }

            let error = await #expect(throws: PostgresError.self) {
                try await client.withTransaction { transaction in
                    transaction.afterCommit { ran.withLock { $0 = true } }
                    try await transaction.query("INSERT INTO accounts VALUES (1, 1)")
                    try transaction.beforeCommit(["INSERT INTO accounts VALUES (1, 2)", "INSERT INTO accounts VALUES (2, 2)"])
                }
            }

            #expect(error?.code == .uniqueViolation)
            #expect(!ran.withLock { $0 })
            let found = try await count(client)
            #expect(found == 0)
            let same = try await client.withConnection { $0.backendProcessID }
            #expect(same == backend)
        }
    }

    @Test func `statements given for COMMIT do not run when the closure throws, and none are taken after the end`() async throws {
        try await withTable { client in
            await #expect(throws: Refused.self) {
                try await client.withTransaction { transaction in
                    try transaction.beforeCommit(["INSERT INTO accounts VALUES (1, 1)"])
                    throw Refused()
                }
            }
            let kept = try await client.withTransaction { $0 }
            #expect(throws: failure(.misuse)) { try kept.beforeCommit(["INSERT INTO accounts VALUES (1, 1)"]) }

            let found = try await count(client)
            #expect(found == 0)
        }
    }

    @Test func `a serialization failure of a statement given for COMMIT runs the transaction again`() async throws {
        try await withTable { client in
            let runs = Mutex(0)
            try await client.withTransaction { transaction in
                let run = runs.withLock { runs in
                    runs += 1
                    return runs
                }
                guard run == 1 else { return try transaction.beforeCommit(["INSERT INTO accounts VALUES (1, 1)"]) }
                try transaction.beforeCommit([
                    "DO $$ BEGIN RAISE EXCEPTION 'rival' USING ERRCODE = 'serialization_failure'; END $$"
                ])
            }

            #expect(runs.withLock { $0 } == 2)
            let found = try await count(client)
            #expect(found == 1)
        }
    }

    @Test func `runs without any statement`() async throws {
        try await withTable { client in
            let ran = Mutex(0)
            let result = try await client.withTransaction { transaction in
                transaction.afterCommit { ran.withLock { $0 += 1 } }
                return 5
            }
            #expect(result == 5)
            #expect(ran.withLock { $0 } == 1)
        }
    }

    @Test func `refuses a transaction inside a transaction and one that has ended`() async throws {
        try await withTable { client in
            let kept = try await client.withTransaction { transaction in
                await #expect(throws: failure(.misuse)) { try await client.withTransaction { _ in } }
                return transaction
            }
            await #expect(throws: failure(.misuse)) { try await kept.query("SELECT 1") }
        }
    }

    @Test func `does not know whether a lost COMMIT took effect`() async throws {
        try await withTable { client in
            try await client.withConnection { connection in
                try await connection.script(
                    unsafeSQL: """
                        CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NULL; END $$;
                        CREATE CONSTRAINT TRIGGER accounts_end AFTER INSERT ON accounts
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_session();
                        """)
            }
            let ran = Mutex(false)
            let runs = Mutex(0)
            let error = await #expect(throws: PostgresError.self) {
                try await client.withTransaction { transaction in
                    runs.withLock { $0 += 1 }
                    transaction.afterCommit { ran.withLock { $0 = true } }
                    try await transaction.query("INSERT INTO accounts VALUES (1, 1)")
                }
            }
            #expect(error?.code == .commitUnknown)
            #expect(error?.isRetriable == false)
            #expect(!ran.withLock { $0 })
            #expect(runs.withLock { $0 } == 1)
            let found = try await count(client)
            #expect(found == 0)
        }
    }

    @Test func `throws what a deferred constraint says at COMMIT`() async throws {
        try await withTable { client in
            try await client.query(
                "ALTER TABLE accounts ADD CONSTRAINT accounts_amount_unique UNIQUE (amount) DEFERRABLE INITIALLY DEFERRED")
            let error = await #expect(throws: PostgresError.self) {
                try await client.withTransaction { transaction in
                    try await transaction.pipeline([
                        "INSERT INTO accounts VALUES (1, 7)", "INSERT INTO accounts VALUES (2, 7)",
                    ])
                }
            }
            #expect(error?.code == .uniqueViolation)
            #expect(error?.constraint == "accounts_amount_unique")
            let found = try await count(client)
            #expect(found == 0)
        }
    }

    @Test func `loses no update of parallel transactions`() async throws {
        try await withTable { client in
            try await client.query("INSERT INTO accounts VALUES (1, 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...40 {
                    group.addTask {
                        try await client.withTransaction { transaction in
                            let amount = try await transaction.query("SELECT amount FROM accounts WHERE id = 1 FOR UPDATE")
                                .decodeOnly(Int.self)
                            try await transaction.query("UPDATE accounts SET amount = \(amount + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let found = try await client.query("SELECT amount FROM accounts").decodeOnly(Int.self)
            #expect(found == 40)
        }
    }

    @Test func `runs a transaction again after a serialization failure, and its hooks once`() async throws {
        try await withTable { client in
            try await client.query("INSERT INTO accounts VALUES (1, 0)")
            let runs = Mutex(0)
            let hooks = Mutex(0)
            try await client.withTransaction(isolation: .serializable) { transaction in
                let run = runs.withLock { $0 += 1; return $0 }
                transaction.afterCommit { hooks.withLock { $0 += 1 } }
                let amount = try await transaction.query("SELECT amount FROM accounts WHERE id = 1").decodeOnly(Int.self)
                // Another session gets there first, once.
                if run == 1 { try await client.query("UPDATE accounts SET amount = 10 WHERE id = 1") }
                try await transaction.query("UPDATE accounts SET amount = \(amount + 1) WHERE id = 1")
            }
            #expect(runs.withLock { $0 } == 2)
            #expect(hooks.withLock { $0 } == 1)
            let found = try await client.query("SELECT amount FROM accounts").decodeOnly(Int.self)
            #expect(found == 11)
        }
    }

    @Test func `gives up after a bounded number of runs`() async throws {
        try await withTable { client in
            let runs = Mutex(0)
            await #expect(throws: failure(.serializationFailure)) {
                try await client.withTransaction { transaction in
                    runs.withLock { $0 += 1 }
                    try await transaction.query("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$")
                }
            }
            #expect(runs.withLock { $0 } == client.configuration.transactionAttempts)
        }
    }

    @Test func `runs again when the connection is lost before COMMIT`() async throws {
        try await withTable { client in
            let runs = Mutex(0)
            try await client.withTransaction { transaction in
                let run = runs.withLock { $0 += 1; return $0 }
                try await transaction.query("INSERT INTO accounts VALUES (1, 1)")
                if run == 1 { try await transaction.query("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(runs.withLock { $0 } == 2)
            let found = try await count(client)
            #expect(found == 1)
        }
    }

    @Test func `rolls back when its task is cancelled`() async throws {
        try await withTable { client in
            await withTaskGroup(of: Void.self) { group in
                let (reached, reach) = AsyncStream.makeStream(of: Void.self)
                group.addTask {
                    await #expect(throws: failure(.cancelled)) {
                        try await client.withTransaction { transaction in
                            try await transaction.query("INSERT INTO accounts VALUES (1, 1)")
                            reach.yield()
                            try await transaction.query("SELECT pg_sleep(30)")
                        }
                    }
                }
                for await _ in reached { break }
                group.cancelAll()
            }
            let found = try await count(client)
            #expect(found == 0)
            #expect(client.statistics.lent == 0)
        }
    }
}
