import Testing

@testable import Postgres

/// The rules of the pool, with numbers for connections and names for waiters.
@Suite struct PoolStateTests {
    private let start = ContinuousClock.now
    private var pool = PoolState<Int, String>(
        maximum: 2, maximumWaiters: 3, idleTimeout: .seconds(60), acquireTimeout: .seconds(10), queueTimeout: .seconds(30))

    private mutating func acquire(_ name: String, id: UInt64, after: Duration = .zero) -> [String] {
        describe(pool.acquire(.init(id: id, waiter: name, since: start + after), now: start + after))
    }

    private func describe(_ actions: [PoolState<Int, String>.Action]) -> [String] {
        actions.map { action in
            switch action {
            case .lend(let connection, let waiter): "lend \(connection) to \(waiter)"
            case .refuse(let waiter, let error): "refuse \(waiter): \(error.code)"
            case .close(let connection): "close \(connection)"
            case .open: "open"
            }
        }
    }

    @Test mutating func `opens as many connections as tasks wait for, up to the maximum`() {
        let actions = [acquire("a", id: 1), acquire("b", id: 2), acquire("c", id: 3)]

        #expect(actions == [["open"], ["open"], []])
        #expect(pool.opening == 2)
    }

    @Test mutating func `serves in the order of asking`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2), acquire("c", id: 3)]

        let first = describe(pool.opened(7, now: start))
        let second = describe(pool.release(7, isReusable: true, now: start))
        let third = describe(pool.opened(8, now: start))

        #expect(first == ["lend 7 to a"])
        #expect(second == ["lend 7 to b"])
        #expect(third == ["lend 8 to c"])
    }

    @Test mutating func `refuses one waiter too many`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2), acquire("c", id: 3)]

        let actions = acquire("d", id: 4)

        #expect(actions == ["refuse d: poolExhausted"])
    }

    @Test mutating func `replaces a broken connection when somebody waits`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2)]
        _ = [pool.opened(7, now: start), pool.opened(8, now: start)]
        _ = acquire("c", id: 3)

        let actions = describe(pool.release(7, isReusable: false, now: start))

        #expect(actions == ["close 7", "open"])
        #expect(pool.lent == 1)
    }

    @Test mutating func `pauses after a failed attempt and tries with one connection at a time`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2)]
        let error = PostgresError(code: .cannotConnect, message: "refused")
        let first = describe(pool.failedToOpen(error, isPermanent: false, factor: 1, now: start))
        let second = describe(pool.failedToOpen(error, isPermanent: false, factor: 1, now: start))
        let early = describe(pool.tick(now: start + .milliseconds(150)))
        let later = describe(pool.tick(now: start + .milliseconds(250)))
        let success = describe(pool.opened(7, now: start + .milliseconds(260)))

        #expect(first == [] && second == [] && early == [])
        #expect(later == ["open"])
        #expect(success == ["lend 7 to a", "open"])
    }

    @Test mutating func `tells everybody at once when waiting does not help`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2)]
        let error = PostgresError(code: .cannotConnect, message: "password")

        let actions = describe(pool.failedToOpen(error, isPermanent: true, factor: 1, now: start))

        #expect(actions == ["refuse a: cannotConnect", "refuse b: cannotConnect"])
    }

    @Test mutating func `says why a waiter got nothing`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2), acquire("c", id: 3, after: .seconds(5))]
        _ = [pool.opened(7, now: start), pool.opened(8, now: start)]
        let taken = describe(pool.tick(now: start + .seconds(15)))
        _ = pool.release(7, isReusable: false, now: start)
        _ = acquire("d", id: 4, after: .seconds(20))
        _ = pool.failedToOpen(
            PostgresError(code: .cannotConnect, message: "refused"), isPermanent: false, factor: 1,
            now: start + .seconds(29))
        let unreachable = describe(pool.tick(now: start + .seconds(30)))

        #expect(taken == ["refuse c: poolExhausted"])
        #expect(unreachable.first == "refuse d: cannotConnect")
    }

    @Test mutating func `waits on while the queue moves, but not for ever`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2)]
        _ = [pool.opened(7, now: start), pool.opened(8, now: start)]
        _ = [acquire("c", id: 3), acquire("d", id: 4), acquire("e", id: 5)]

        let turn = describe(pool.release(7, isReusable: true, now: start + .seconds(9)))
        let moving = describe(pool.tick(now: start + .seconds(18)))
        #expect(turn == ["lend 7 to c"] && moving.isEmpty)
        #expect(pool.nextDeadline == start + .seconds(19))
        let next = describe(pool.release(8, isReusable: true, now: start + .seconds(18)))
        _ = acquire("f", id: 6, after: .seconds(18))
        let back = describe(pool.release(7, isReusable: true, now: start + .seconds(27)))
        #expect(next == ["lend 8 to d"] && back == ["lend 7 to e"])
        _ = acquire("g", id: 7, after: .seconds(27))
        let still = describe(pool.tick(now: start + .seconds(37)))
        #expect(still == ["refuse f: poolExhausted", "refuse g: poolExhausted"], "nothing came back for ten seconds")
    }

    @Test mutating func `gives up after the longest wait, however the queue moves`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2)]
        _ = [pool.opened(7, now: start), pool.opened(8, now: start)]
        _ = [acquire("c", id: 3), acquire("d", id: 4)]
        // The broken connection that comes back is a turn, and nobody's connection.
        _ = pool.release(7, isReusable: false, now: start + .seconds(9))
        _ = pool.release(8, isReusable: false, now: start + .seconds(18))
        let moving = describe(pool.tick(now: start + .seconds(27)))
        _ = pool.opened(9, now: start + .seconds(27))

        #expect(moving.isEmpty)
        #expect(pool.nextDeadline == start + .seconds(30))
        #expect(describe(pool.tick(now: start + .seconds(30))) == ["refuse d: cannotConnect"])
    }

    @Test mutating func `closes what nobody used for long`() {
        _ = acquire("a", id: 1)
        _ = pool.opened(7, now: start)
        _ = pool.release(7, isReusable: true, now: start)

        #expect(pool.nextDeadline == start + .seconds(60))
        let actions = describe(pool.tick(now: start + .seconds(60)))

        #expect(actions == ["close 7"])
        #expect(pool.isEmpty)
    }

    @Test mutating func `lends nothing after it was closed`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2), acquire("c", id: 3)]
        _ = pool.opened(7, now: start)
        let closed = describe(pool.close())
        let late = acquire("d", id: 4)
        let opened = describe(pool.opened(8, now: start))
        let released = describe(pool.release(7, isReusable: true, now: start))

        #expect(closed == ["refuse b: clientClosed", "refuse c: clientClosed"])
        #expect(late == ["refuse d: clientClosed"])
        #expect(opened == ["close 8"])
        #expect(released == ["close 7"])
        #expect(pool.isEmpty)
    }

    @Test mutating func `forgets a waiter that was cancelled`() {
        _ = [acquire("a", id: 1), acquire("b", id: 2)]

        #expect(pool.cancel(id: 1) == "a")
        #expect(pool.cancel(id: 1) == nil)
        let actions = describe(pool.opened(7, now: start))
        #expect(actions == ["lend 7 to b"])
    }
}
