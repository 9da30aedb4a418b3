import NIOCore
import Testing

@testable import AMQP

@Suite struct FrameDecoderTests {
    private func frames(of bytes: ByteBuffer, pieces: [Int], maximum: Int = 131_072) throws -> [Frame] {
        var decoder = FrameDecoder(maximumFrameBytes: maximum)
        var rest = bytes
        var frames: [Frame] = []
        for count in pieces {
            let piece = rest.readSlice(length: count)
            decoder.append(try #require(piece))
            while let frame = try decoder.next() { frames.append(frame) }
        }
        return frames
    }

    private func sample() -> ByteBuffer {
        var server = ServerFrames()
        server.frame(1, channel: 1, payload: [0, 60, 0, 80, 0, 0, 0, 0, 0, 0, 0, 1, 0])
        server.frame(8, channel: 0, payload: [])
        server.frame(3, channel: 2, payload: Array(repeating: 0xCE, count: 20))
        server.frame(2, channel: 3, payload: [])
        return server.bytes
    }

    @Test func `cuts the same frames however the bytes are split`() throws {
        let bytes = self.sample()
        let whole = try self.frames(of: bytes, pieces: [bytes.readableBytes])

        for cut in 1..<bytes.readableBytes {
            let split = try self.frames(of: bytes, pieces: [cut, bytes.readableBytes - cut])
            #expect(split == whole, "cut at \(cut)")
        }
        let byByte = try self.frames(of: bytes, pieces: Array(repeating: 1, count: bytes.readableBytes))

        #expect(byByte == whole)
        #expect(whole.map(\.kind) == [.method, .heartbeat, .body, .header])
        #expect(whole.map(\.channel) == [1, 0, 2, 3])
    }

    @Test(arguments: [
        ("wrong end", [3, 0, 1, 0, 0, 0, 1, 7, 0xCD] as [UInt8]),
        ("unknown type", [4, 0, 1, 0, 0, 0, 0, 0xCE]),
        ("type zero", [0, 0, 1, 0, 0, 0, 0, 0xCE]),
        ("over the agreed size", [3, 0, 1, 0, 1, 0xFF, 0xFA]),
        ("negative size", [3, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF]),
        ("heartbeat on a channel", [8, 0, 1, 0, 0, 0, 0, 0xCE]),
        ("heartbeat with payload", [8, 0, 0, 0, 0, 0, 1, 0, 0xCE]),
        ("protocol header", [0x41, 0x4D, 0x51, 0x50, 0, 0, 9, 1]),
    ])
    func `refuses a hostile frame for ever`(name: String, bytes: [UInt8]) throws {
        var decoder = FrameDecoder(maximumFrameBytes: 131_072)
        decoder.append(ByteBuffer(bytes: bytes))

        #expect(throws: AMQPError(code: .malformedFrame, message: "")) { try decoder.next() }
        decoder.append(self.sample())
        #expect(throws: AMQPError(code: .malformedFrame, message: "")) { try decoder.next() }
    }

    @Test func `takes a frame of exactly the agreed size and none larger`() throws {
        for (size, isAllowed) in [(4_096 - 8, true), (4_096 - 7, false)] {
            var server = ServerFrames()
            server.frame(3, payload: Array(repeating: 1, count: size))
            var decoder = FrameDecoder(maximumFrameBytes: 4_096)
            decoder.append(server.bytes)

            if isAllowed {
                let frame = try decoder.next()
                #expect(frame?.payload.readableBytes == size)
            } else {
                #expect(throws: AMQPError.self) { try decoder.next() }
            }
        }
    }

    @Test func `random bytes give frames or a typed error`() {
        var random = SeededRandom(seed: Seeds.draw("frames"))
        for _ in 0..<2_000 {
            var decoder = FrameDecoder(maximumFrameBytes: 4_096)
            for _ in 0..<4 {
                let count = Int.random(in: 0...64, using: &random)
                decoder.append(ByteBuffer(bytes: (0..<count).map { _ in UInt8.random(in: 0...9, using: &random) }))
                do throws(AMQPError) {
                    while try decoder.next() != nil {}
                } catch {
                    #expect(error.code == .malformedFrame)
                }
            }
        }
    }
}
