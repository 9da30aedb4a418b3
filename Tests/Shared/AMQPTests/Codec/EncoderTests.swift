import NIOCore
import Testing

@testable import AMQP

@Suite struct EncoderTests {
    private let everything = AMQPProperties(
        contentType: "application/protobuf", contentEncoding: "identity", deliveryMode: .persistent, priority: 4,
        correlationID: "c-1", replyTo: "reply.here", expiration: "1500", messageID: "m-1", timestamp: 1_772_000_000,
        type: "intake.dossier_accepted.v1", userID: "hoso-intake", appID: "hoso",
        headers: [
            "string": "Hồ sơ", "empty": "", "bytes": .bytes([0, 255, 7]), "bool": false, "int": -42,
            "double": .double(0.5), "time": .timestamp(7), "void": .void,
            "array": .array([1, "two", .array([]), .table([:])]), "table": .table(["inner": .table(["x": true])]),
        ])

    private func frames(_ message: AMQPMessage, maximum: Int = 131_072) throws -> [Frame] {
        var encoder = Encoder(maximumFrameBytes: maximum)
        var buffer = ByteBuffer()
        try encoder.publish(message, channel: 7, into: &buffer)
        var decoder = FrameDecoder(maximumFrameBytes: maximum)
        decoder.append(buffer)
        var frames: [Frame] = []
        while let frame = try decoder.next() { frames.append(frame) }
        return frames
    }

    @Test func `what is encoded is decoded the same`() throws {
        let message = AMQPMessage(
            exchange: "e", routingKey: "k", mandatory: true, properties: self.everything, body: ByteBuffer(string: "body"))

        let frames = try self.frames(message)
        var decoder = Decoder()
        let header = try decoder.header(try #require(frames.dropFirst().first).payload)

        #expect(frames.map(\.kind) == [.method, .header, .body])
        #expect(frames.allSatisfy { $0.channel == 7 })
        #expect(header.bodyBytes == 4)
        #expect(try header.properties.get() == self.everything)
    }

    @Test(arguments: [0, 1, 4_087, 4_088, 4_089, 8_176, 8_177, 100_000])
    func `splits a body into frames of the agreed size`(count: Int) throws {
        let body = ByteBuffer(bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0) })

        let frames = try self.frames(AMQPMessage(exchange: "", routingKey: "q", body: body), maximum: 4_096)
        let bodies = frames.dropFirst(2)

        #expect(bodies.count == (count + 4_087) / 4_088)
        #expect(bodies.allSatisfy { $0.payload.readableBytes <= 4_088 })
        #expect(bodies.flatMap { Array($0.payload.readableBytesView) } == Array(body.readableBytesView))
    }

    @Test func `refuses properties larger than a frame and leaves the buffer as it was`() throws {
        var encoder = Encoder(maximumFrameBytes: 4_096)
        var buffer = ByteBuffer(string: "before")
        let properties = AMQPProperties(headers: ["big": .bytes(Array(repeating: 1, count: 5_000))])

        #expect(throws: AMQPError(code: .messageTooLarge, message: "")) {
            try encoder.publish(
                AMQPMessage(exchange: "", routingKey: "q", properties: properties, body: ByteBuffer()), channel: 1,
                into: &buffer)
        }
        #expect(buffer == ByteBuffer(string: "before"))
    }

    @Test func `refuses long names and deep tables`() throws {
        var encoder = Encoder(maximumFrameBytes: 4_096)
        var buffer = ByteBuffer()
        var value = AMQPValue.void
        for _ in 0..<40 { value = .array([value]) }
        let long = AMQPMessage(exchange: String(repeating: "é", count: 128), routingKey: "", body: ByteBuffer())
        let deep = AMQPMessage(
            exchange: "", routingKey: "", properties: AMQPProperties(headers: ["deep": value]), body: ByteBuffer())

        for message in [long, deep] {
            #expect(throws: AMQPError(code: .invalidArgument, message: "")) {
                try encoder.publish(message, channel: 1, into: &buffer)
            }
        }
        #expect(buffer.readableBytes == 0)
    }

    @Test func `encodes every method into one frame with its number`() throws {
        let binding = AMQPTopology.Binding(queue: "q", to: "e", routingKey: "k", arguments: ["x": 1])
        let toExchange = AMQPTopology.Binding(source: "e", destination: .exchange("f"), routingKey: "k")
        let methods: [(OutgoingMethod, UInt32)] = [
            (.startOk(clientProperties: ["a": .table(["b": true])], response: [0, 1]), MethodID.connectionStartOk),
            (.tuneOk(.init(channelMax: 1, frameMax: 2, heartbeatSeconds: 3)), MethodID.connectionTuneOk),
            (.open(virtualHost: "/"), MethodID.connectionOpen), (.close(replyCode: 200, replyText: "x"), MethodID.connectionClose),
            (.closeOk, MethodID.connectionCloseOk), (.channelOpen, MethodID.channelOpen),
            (.channelClose(replyCode: 200, replyText: "x"), MethodID.channelClose),
            (.channelCloseOk, MethodID.channelCloseOk), (.channelFlowOk(active: true), MethodID.channelFlowOk),
            (.exchangeDeclare(.init("e", kind: .topic)), MethodID.exchangeDeclare),
            (.exchangeDelete(name: "e", ifUnused: true), MethodID.exchangeDelete),
            (.queueDeclare(.quorum("q")), MethodID.queueDeclare), (.queuePurge(name: "q"), MethodID.queuePurge),
            (.queueDelete(name: "q", ifUnused: true, ifEmpty: true), MethodID.queueDelete),
            (.bind(binding), MethodID.queueBind), (.unbind(binding), MethodID.queueUnbind),
            (.bind(toExchange), MethodID.exchangeBind), (.unbind(toExchange), MethodID.exchangeUnbind),
            (.qos(prefetch: 5), MethodID.basicQos),
            (.consume(queue: "q", consumerTag: "c", settlesItself: false, exclusive: true, arguments: ["x": 1]), MethodID.basicConsume),
            (.cancel(consumerTag: "c"), MethodID.basicCancel), (.confirmSelect, MethodID.confirmSelect),
            (.ack(deliveryTag: 1, multiple: true), MethodID.basicAck),
            (.nack(deliveryTag: 1, multiple: true, requeue: true), MethodID.basicNack),
            (.reject(deliveryTag: 1, requeue: true), MethodID.basicReject),
        ]
        var encoder = Encoder(maximumFrameBytes: 4_096)

        for (method, id) in methods {
            var buffer = ByteBuffer()
            try encoder.write(method, channel: 1, into: &buffer)
            var decoder = FrameDecoder(maximumFrameBytes: 4_096)
            decoder.append(buffer)
            let next = try decoder.next()
            let frame = try #require(next)
            let rest = try decoder.next()

            #expect(frame.payload.getInteger(at: frame.payload.readerIndex, as: UInt32.self) == id, "\(method)")
            #expect(rest == nil)
        }
    }
}
