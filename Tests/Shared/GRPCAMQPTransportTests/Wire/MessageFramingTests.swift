import GRPCCore
import NIOCore
import Testing

@testable import GRPCAMQPTransport

@Suite struct MessageFramingTests {
    @Test func `splits what it has joined`() throws {
        let messages: [[UInt8]] = [[], [1], [2, 3], Array(repeating: 7, count: 100_000)]
        var body = ByteBuffer()
        for message in messages { try MessageFraming.append(AMQPTransportBytes(message), to: &body, limit: 200_000) }

        let split = try MessageFraming.split(body, limit: 200_000)

        #expect(split.map { Array($0.buffer.readableBytesView) } == messages)
    }

    @Test(arguments: [
        ([0], "prefix of a message is truncated"),
        ([0, 0, 0, 0], "prefix of a message is truncated"),
        ([0, 0, 0, 0, 1], "1 bytes is truncated"),
        ([0, 0, 0, 0, 2, 9], "2 bytes is truncated"),
        ([0, 0, 0, 0, 0, 0, 0], "prefix of a message is truncated"),
        ([1, 0, 0, 0, 0], "marked as compressed"),
        ([255, 0, 0, 0, 0], "marked as compressed"),
    ] as [([UInt8], String)])
    func `refuses malformed framing as internal`(bytes: [UInt8], reason: String) throws {
        let error = try #require(throws: RPCError.self) {
            try MessageFraming.split(ByteBuffer(bytes: bytes), limit: 100)
        }

        #expect(error.code == .internalError)
        #expect(error.message.contains(reason))
    }

    @Test func `refuses a length over the limit before looking for the bytes`() throws {
        let error = try #require(throws: RPCError.self) {
            try MessageFraming.split(ByteBuffer(bytes: [0, 0xFF, 0xFF, 0xFF, 0xFF]), limit: 100)
        }

        #expect(error.code == .resourceExhausted)
    }

    @Test func `takes a message of exactly the limit and refuses one byte more`() throws {
        var body = ByteBuffer()
        try MessageFraming.append(AMQPTransportBytes(repeating: 1, count: 100), to: &body, limit: 100)
        #expect(try MessageFraming.split(body, limit: 100).count == 1)

        let error = try #require(throws: RPCError.self) {
            try MessageFraming.append(AMQPTransportBytes(repeating: 1, count: 101), to: &body, limit: 100)
        }

        #expect(error.code == .resourceExhausted)
        #expect(body.readableBytes == 105)
    }

    @Test func `survives random bytes`() {
        var random = SeededRandom.announced("framing")
        for _ in 0..<20_000 {
            var bytes = random.bytes(Int.random(in: 0...64, using: &random))
            // Small lengths and a clear flag, often, so that the walk gets past the first prefix.
            if bytes.count >= 4, Bool.random(using: &random) { bytes.replaceSubrange(0..<4, with: [0, 0, 0, 0]) }
            _ = try? MessageFraming.split(ByteBuffer(bytes: bytes), limit: 1_000)
        }
    }
}
