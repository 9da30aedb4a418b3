import NIOCore
import Testing

@testable import AMQP

@Suite struct ChannelMachineTests {
    private static let violation = AMQPError(code: .protocolViolation, message: "")
    private static let deliver = IncomingMethod.deliver(
        deliveryTag: 1, redelivered: true, exchange: "e", routingKey: "k")

    private func open() throws -> ChannelMachine<Int> {
        var machine = ChannelMachine<Int>(maximumBodyBytes: 100)
        #expect(machine.request(.channelOpen, token: 0) == true)
        _ = try machine.receive(.ok(MethodID.channelOpenOk))
        return machine
    }

    @Test func `answers go to the requests in order`() throws {
        var machine = try self.open()
        #expect(machine.request(.queuePurge(name: "a"), token: 1) == true)
        #expect(machine.request(.confirmSelect, token: 2) == true)

        guard case .reply(1, .messageCount(5, _)) = try machine.receive(.messageCount(5, id: MethodID.queuePurgeOk)),
            case .reply(2, _) = try machine.receive(.ok(MethodID.confirmSelectOk))
        else {
            Issue.record("wrong reply")
            return
        }
    }

    @Test func `an answer to no request is a violation`() throws {
        var machine = try self.open()
        #expect(throws: Self.violation) { try machine.receive(.ok(MethodID.confirmSelectOk)) }
        #expect(machine.request(.qos(prefetch: 1), token: 1) == true)
        #expect(throws: Self.violation) { try machine.receive(.ok(MethodID.confirmSelectOk)) }
    }

    @Test func `nothing is sent or received on a channel that is not open`() {
        var machine = ChannelMachine<Int>(maximumBodyBytes: 100)

        #expect(machine.request(.confirmSelect, token: 1) == false)
        #expect(throws: Self.violation) { try machine.receive(Self.deliver) }
        #expect(throws: Self.violation) { try machine.body(ByteBuffer()) }
    }

    @Test func `a delivery is put together from its frames`() throws {
        var machine = try self.open()
        _ = try machine.receive(Self.deliver)
        _ = try machine.header(bodyBytes: 6, properties: .success(AMQPProperties(messageID: "m")))
        _ = try machine.body(ByteBuffer(string: "abc"))
        _ = try machine.body(ByteBuffer())

        guard case .deliver(let delivery) = try machine.body(ByteBuffer(string: "def")) else {
            Issue.record("no delivery")
            return
        }
        #expect(delivery.body == ByteBuffer(string: "abcdef"))
        #expect(delivery.properties.messageID == "m")
        #expect(delivery.redelivered && delivery.damage == nil)
    }

    @Test func `a message without a body is complete with its header`() throws {
        var machine = try self.open()
        _ = try machine.receive(.basicReturn(replyCode: 312, replyText: "NO_ROUTE", exchange: "e", routingKey: "k"))

        guard case .returned(let message) = try machine.header(bodyBytes: 0, properties: .success(.init())) else {
            Issue.record("no return")
            return
        }
        #expect(message.replyCode == 312)
    }

    @Test func `frames out of order are violations`() throws {
        var header = try self.open()
        #expect(throws: Self.violation) { try header.header(bodyBytes: 1, properties: .success(.init())) }
        var body = try self.open()
        _ = try body.receive(Self.deliver)
        #expect(throws: Self.violation) { try body.body(ByteBuffer(string: "x")) }
        var method = try self.open()
        _ = try method.receive(Self.deliver)
        #expect(throws: Self.violation) { try method.receive(Self.deliver) }
        var long = try self.open()
        _ = try long.receive(Self.deliver)
        _ = try long.header(bodyBytes: 2, properties: .success(.init()))
        #expect(throws: Self.violation) { try long.body(ByteBuffer(string: "abc")) }
    }

    @Test(arguments: [101, UInt64.max])
    func `a body over the limit is skipped and said`(bytes: UInt64) throws {
        var machine = try self.open()
        _ = try machine.receive(Self.deliver)
        _ = try machine.header(bodyBytes: bytes, properties: .success(.init()))
        guard bytes == 101 else { return }
        _ = try machine.body(ByteBuffer(bytes: Array(repeating: 1, count: 100)))

        guard case .deliver(let delivery) = try machine.body(ByteBuffer(bytes: [1])) else {
            Issue.record("no delivery")
            return
        }
        #expect(delivery.damage == AMQPError(code: .messageTooLarge, message: ""))
        #expect(delivery.body.readableBytes == 0)
    }

    @Test func `strange properties are delivered as damage`() throws {
        var machine = try self.open()
        _ = try machine.receive(Self.deliver)
        let error = AMQPError(code: .malformedFrame, message: "strange")

        guard case .deliver(let delivery) = try machine.header(bodyBytes: 0, properties: .failure(error)) else {
            Issue.record("no delivery")
            return
        }
        #expect(delivery.damage == error)
    }

    @Test func `a close by the broker fails the requests even in the middle of a message`() throws {
        var machine = try self.open()
        #expect(machine.request(.qos(prefetch: 1), token: 7) == true)
        _ = try machine.receive(Self.deliver)
        let reason = IncomingMethod.CloseReason(replyCode: 404, replyText: "NOT_FOUND", classID: 50, methodID: 10)

        guard case .closed(let error, .channelCloseOk, [7]) = try machine.receive(.channelClose(reason)) else {
            Issue.record("not closed")
            return
        }
        #expect(error.replyCode == 404)
        #expect(!machine.isOpen)
        #expect(machine.request(.channelOpen, token: 8) == true)
        _ = try machine.receive(.ok(MethodID.channelOpenOk))
        _ = try machine.receive(Self.deliver)
    }

    @Test func `while closing everything but the answer is ignored`() throws {
        var machine = try self.open()
        #expect(machine.close() == .channelClose(replyCode: 200, replyText: "done"))
        #expect(machine.close() == nil)

        guard case .none = try machine.receive(Self.deliver),
            case .none = try machine.header(bodyBytes: 1, properties: .success(.init())),
            case .none = try machine.body(ByteBuffer(string: "x")),
            case .closeConfirmed = try machine.receive(.ok(MethodID.channelCloseOk))
        else {
            Issue.record("not ignored")
            return
        }
    }
}
