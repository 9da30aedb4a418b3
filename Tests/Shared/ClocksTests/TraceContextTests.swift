import Testing

@testable import Clocks

@Suite struct TraceContextTests {
    private let valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    @Test func `reads and writes what the standard shows`() throws {
        let trace = try #require(TraceContext(traceparent: self.valid))

        #expect(trace.traceparent == self.valid)
        #expect(trace.traceID == "0af7651916cd43dd8448eb211c80319c")
    }

    @Test func `a later version may bring more, which is dropped`() {
        let later = "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what the future will be like"
        #expect(TraceContext(traceparent: later)?.traceparent == self.valid)
        #expect(TraceContext(traceparent: "cc" + self.valid.dropFirst(2))?.traceparent == self.valid)
    }

    @Test(arguments: [
        "", "00", "00-1-2-01", "not a trace", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "00-ớớớớớớớớớớớớớớớớ-b7ad6b7169203331-01", "\0", String(repeating: "0", count: 100_000),
    ])
    func `what is not valid is nothing`(_ text: String) {
        #expect(TraceContext(traceparent: text) == nil)
    }

    @Test func `random bytes never trap`() {
        for _ in 0..<10_000 {
            var bytes = Array(self.valid.utf8)
            for _ in 0..<Int.random(in: 1...4) { bytes[Int.random(in: 0..<bytes.count)] = .random(in: 0...255) }
            let text = String(decoding: bytes.prefix(Int.random(in: 0...55)), as: UTF8.self)
            if let trace = TraceContext(traceparent: text) { #expect(trace.traceparent.utf8.count == 55) }
        }
    }

    @Test func `a child belongs to the same trace and bears another id`() {
        let root = TraceContext.root()
        let child = root.child()

        #expect(child.traceID == root.traceID)
        #expect(child.traceparent != root.traceparent)
        #expect(TraceContext(traceparent: child.traceparent) == child)
    }

    @Test func `goes on with what can be read and begins anew otherwise`() throws {
        let going = TraceContext.continuing(self.valid)
        #expect(going.traceID == "0af7651916cd43dd8448eb211c80319c")
        #expect(going.traceparent != self.valid)
        for text in [nil, "nonsense"] as [String?] {
            let begun = TraceContext.continuing(text)
            #expect(begun.traceID != going.traceID)
            #expect(TraceContext(traceparent: begun.traceparent) == begun)
        }
    }
}
