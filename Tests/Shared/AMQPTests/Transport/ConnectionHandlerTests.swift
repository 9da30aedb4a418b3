import CRabbitMQ
import NIOCore
import NIOEmbedded
import Testing

@testable import AMQP

@Suite struct ConnectionHandlerTests {
    /// A handler on a channel without a socket.
    private struct Rig {
        let channel: EmbeddedChannel
        let handler: ConnectionHandler

        init() throws {
            let configuration = AMQPConfiguration(host: "h", username: "u", password: "p")
            self.channel = EmbeddedChannel()
            self.handler = ConnectionHandler(
                configuration: configuration, epoch: 1, outbox: Outbox(maximumUnconfirmed: 100),
                eventLoop: self.channel.eventLoop, onEvent: { _ in })
            try self.channel.pipeline.syncOperations.addHandler(self.handler)
            self.channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 5_672), promise: nil)
        }

        func feed(_ bytes: ByteBuffer) throws {
            try self.channel.writeInbound(bytes)
        }

        /// Method numbers, or frame types for other frames, of what was written since the last look.
        func written() throws -> [UInt32] {
            var decoder = FrameDecoder(maximumFrameBytes: 131_072)
            while var bytes = try self.channel.readOutbound(as: ByteBuffer.self) {
                if bytes.readableBytesView.starts(with: "AMQP".utf8) { bytes.moveReaderIndex(forwardBy: 8) }
                decoder.append(bytes)
            }
            var ids: [UInt32] = []
            while let frame = try decoder.next() {
                let id = frame.payload.getInteger(at: frame.payload.readerIndex, as: UInt32.self)
                ids.append(frame.kind == .method ? id ?? 0 : UInt32(frame.kind.rawValue))
            }
            return ids
        }

        func failure() throws -> AMQPError? {
            self.channel.embeddedEventLoop.run()
            return try self.handler.closed.futureResult.wait()
        }

        /// Ends what is left, so that no promise is left open.
        func finish() {
            self.handler.terminate(nil)
            _ = try? self.channel.finish()
        }
    }

    private func handshake() throws -> ByteBuffer {
        var server = ServerFrames()
        try server.start()
        try server.tune()
        try server.openOk()
        for channel in ChannelSlot.controlID...ChannelSlot.unconfirmedID { try server.channelOpenOk(channel) }
        try server.confirmSelectOk(ChannelSlot.confirmedID)
        return server.bytes
    }

    private func opened() throws -> Rig {
        let rig = try Rig()
        try rig.feed(self.handshake())
        _ = try rig.written()
        return rig
    }

    @Test func `opens however the broker's bytes are split`() throws {
        let bytes = try self.handshake()
        for cut in 1..<bytes.readableBytes {
            let rig = try Rig()
            var rest = bytes
            let first = rest.readSlice(length: cut)
            try rig.feed(try #require(first))
            try rig.feed(rest)

            #expect(rig.handler.slots[ChannelSlot.confirmedID]?.isReady == true, "cut at \(cut)")
            #expect(
                try rig.written() == [
                    MethodID.connectionStartOk, MethodID.connectionTuneOk, MethodID.connectionOpen,
                    MethodID.channelOpen, MethodID.channelOpen, MethodID.confirmSelect, MethodID.channelOpen,
                ])
            rig.finish()
        }
    }

    @Test func `many publishes leave in one write`() throws {
        let rig = try self.opened()
        for number in 0..<10 {
            _ = try rig.handler.outbox.add(unconfirmed: AMQPMessage(exchange: "", routingKey: "\(number)", body: ByteBuffer(string: "x")))
        }
        rig.handler.drain()

        let write = try #require(try rig.channel.readOutbound(as: ByteBuffer.self))
        #expect(try rig.channel.readOutbound(as: ByteBuffer.self) == nil)
        #expect(write.readableBytes > 10 * 40)
        rig.finish()
    }

    @Test(arguments: [
        ("an unknown frame type", [9, 0, 0, 0, 0, 0, 0, 0xCE] as [UInt8], AMQPError.Code.malformedFrame),
        ("a wrong frame end", [8, 0, 0, 0, 0, 0, 0, 0], .malformedFrame),
        ("a frame on a closed channel", [1, 0, 77, 0, 0, 0, 4, 0, 20, 0, 11, 0xCE], .protocolViolation),
        ("content on channel 0", [2, 0, 0, 0, 0, 0, 0, 0xCE], .protocolViolation),
        ("an unknown method", [1, 0, 1, 0, 0, 0, 4, 0, 99, 0, 99, 0xCE], .malformedFrame),
        ("a body without a header", [3, 0, 1, 0, 0, 0, 1, 0, 0xCE], .protocolViolation),
        ("a confirm of nothing", [1, 0, 2, 0, 0, 0, 13, 0, 60, 0, 80, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0xCE], .protocolViolation),
        ("a protocol header", [0x41, 0x4D, 0x51, 0x50, 0, 0, 9, 1], .malformedFrame),
    ])
    func `ends with a typed error and says why`(name: String, bytes: [UInt8], code: AMQPError.Code) throws {
        let rig = try self.opened()
        try rig.feed(ByteBuffer(bytes: bytes))

        #expect(try rig.written() == [MethodID.connectionClose])
        #expect(try rig.failure()?.code == code)
        #expect(throws: AMQPError(code: .notConnected, message: "")) {
            try rig.handler.outbox.add(unconfirmed: AMQPMessage(exchange: "", routingKey: "", body: ByteBuffer()))
        }
        rig.finish()
    }

    @Test func `a delivery without a consumer ends the connection`() throws {
        let rig = try self.opened()
        var server = ServerFrames()
        try server.deliver(1, channel: ChannelSlot.controlID)
        server.frame(2, channel: ChannelSlot.controlID, payload: [0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        try rig.feed(server.bytes)

        #expect(try rig.failure()?.code == .protocolViolation)
        rig.finish()
    }

    @Test func `random frames end with a typed error or are taken`() throws {
        var random = SeededRandom(seed: Seeds.draw("handler"))
        let methods: [[UInt8]] = [[0, 60, 0, 80], [0, 60, 0, 60], [0, 20, 0, 40], [0, 20, 0, 20], [0, 10, 0, 60]]
        for _ in 0..<400 {
            let rig = try self.opened()
            for _ in 0..<8 {
                var server = ServerFrames()
                let tail = (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt8.random(in: 0...3, using: &random) }
                let method = methods.randomElement(using: &random) ?? []
                server.frame(
                    UInt8.random(in: 1...3, using: &random), channel: UInt16.random(in: 0...4, using: &random),
                    payload: method + tail)
                try rig.feed(server.bytes)
            }
            rig.finish()
        }
    }

    @Test func `a closed channel is opened again at once`() throws {
        let rig = try self.opened()
        var server = ServerFrames()
        try server.method(MethodID.channelClose, channel: ChannelSlot.confirmedID) { encoder throws(AMQPError) in
            amqp_channel_close_t(reply_code: 404, reply_text: try encoder.short("NOT_FOUND"), class_id: 60, method_id: 40)
        }
        try rig.feed(server.bytes)

        #expect(try rig.written() == [MethodID.channelCloseOk, MethodID.channelOpen, MethodID.confirmSelect])
        #expect(rig.handler.slots[ChannelSlot.confirmedID]?.isReady == false)
        rig.finish()
    }

    @Test func `a goodbye waits for nothing when nothing is outstanding`() throws {
        let rig = try self.opened()
        rig.handler.beginClose()
        #expect(try rig.written() == [MethodID.connectionClose])
        var server = ServerFrames()
        try server.method(MethodID.connectionCloseOk, channel: 0) { _ in amqp_connection_close_ok_t() }
        try rig.feed(server.bytes)

        #expect(try rig.failure() == nil)
        #expect(rig.handler.isTerminated)
        rig.finish()
    }
}
