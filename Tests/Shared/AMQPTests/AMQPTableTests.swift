import Testing

@testable import AMQP

@Suite struct AMQPTableTests {
    @Test func `keeps order, replaces and removes by name`() {
        var table: AMQPTable = ["b": 1, "a": "x"]

        table["c"] = true
        table["b"] = 2
        table["a"] = nil
        table["absent"] = nil

        #expect(table.entries.map(\.key) == ["b", "c"])
        #expect(table["b"]?.int64Value == 2)
        #expect(table["c"]?.boolValue == true)
        #expect(table["a"] == nil)
    }
}
