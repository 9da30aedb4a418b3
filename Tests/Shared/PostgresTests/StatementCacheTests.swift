import Testing

@testable import Postgres

@Suite struct StatementCacheTests {
    private var cache = StatementCache(limit: 2)

    private mutating func plan(_ sql: String, _ types: [PostgresType] = []) -> StatementCache.Plan {
        cache.plan(.init(sql: sql, types: types))
    }

    @Test mutating func `prepares a statement once`() {
        let first = plan("SELECT 1")
        let second = plan("SELECT 1")

        #expect(first == .init(name: "hoso_1", prepare: true, evict: nil))
        #expect(second == .init(name: "hoso_1", prepare: false, evict: nil))
    }

    @Test mutating func `keeps statements with other types apart`() {
        let first = plan("SELECT $1", [.int8])
        let second = plan("SELECT $1", [.text])

        #expect(first.name != second.name)
    }

    @Test mutating func `lets the least recently used statement leave`() {
        _ = [plan("a"), plan("b"), plan("a")]

        let third = plan("c")

        #expect(third == .init(name: "hoso_3", prepare: true, evict: "hoso_2"))
        #expect(cache.count == 2)
        let stillThere = plan("a")
        #expect(!stillThere.prepare)
    }

    @Test mutating func `prepares again what was forgotten, under a new name`() {
        let first = plan("a")
        cache.forget(name: first.name)
        cache.forget(name: "never there")

        let second = plan("a")

        #expect(second.prepare)
        #expect(second.name != first.name)
    }

    @Test mutating func `remembers what could not leave`() {
        cache.keepForLater(name: "hoso_9")

        let first = cache.takeLeftovers()
        let second = cache.takeLeftovers()

        #expect(first == ["hoso_9"])
        #expect(second == [])
    }
}
