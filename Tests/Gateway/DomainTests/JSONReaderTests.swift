import GatewayDomain
import Testing

@Suite struct JSONReaderTests {
    private func faults(_ text: String) throws -> [InputFault] {
        var reader = JSONReader(try JSONParser.parse(Array(text.utf8)))
        _ = reader.string("name", length: 1...5)
        _ = reader.integer("count", in: 0...10)
        _ = reader.list("items", required: false, limit: 2) { $0.string("code") }
        do {
            try reader.finish()
            return []
        } catch {
            return error.faults
        }
    }

    @Test(arguments: [
        (#"{"name":"a","count":1}"#, [], []),
        (#"{"name":"a","count":1,"items":[{"code":"x"}]}"#, [], []),
        (#"{}"#, ["/name", "/count"], [.missing, .missing]),
        (#"{"name":null,"count":1}"#, ["/name"], [.missing]),
        (#"{"name":1,"count":"1"}"#, ["/name", "/count"], [.wrongType, .wrongType]),
        (#"{"name":"","count":1}"#, ["/name"], [.outOfRange]),
        (#"{"name":"abcdef","count":11}"#, ["/name", "/count"], [.outOfRange, .outOfRange]),
        (#"{"name":"a","count":1e400}"#, ["/count"], [.outOfRange]),
        (#"{"name":"a","count":99999999999999999999999}"#, ["/count"], [.outOfRange]),
        (#"{"name":"a","count":1.5}"#, ["/count"], [.outOfRange]),
        (#"{"name":"a","count":1,"x/~y":1}"#, ["/x~1~0y"], [.unknown]),
        (#"{"name":"a","count":1,"items":[{"code":"x"},{"c":2}]}"#, ["/items/1/code", "/items/1/c"], [.missing, .unknown]),
        (#"{"name":"a","count":1,"items":[{},{},{}]}"#, ["/items"], [.outOfRange]),
        (#"{"name":"a","count":1,"items":{}}"#, ["/items"], [.wrongType]),
        (#"{"name":"a","count":1,"items":[7]}"#, ["/items/0", "/items/0/code"], [.wrongType, .missing]),
        (#"[]"#, ["", "/name", "/count"], [.wrongType, .missing, .missing]),
    ] as [(String, [String], [InputFault.Code])])
    func `finds every fault with its pointer`(text: String, pointers: [String], codes: [InputFault.Code]) throws {
        let faults = try self.faults(text)

        #expect(faults.map(\.pointer) == pointers)
        #expect(faults.map(\.code) == codes)
    }
}
