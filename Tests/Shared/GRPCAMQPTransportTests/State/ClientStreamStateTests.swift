import GRPCCore
import Testing

@testable import GRPCAMQPTransport

@Suite struct ClientStreamStateTests {
    private static func state(_ type: MethodDescriptor.RPCType?) -> ClientStreamState {
        ClientStreamState(callID: "1", replyTo: "c", type: type, window: 100, messageLimit: 50)
    }

    private static func message(_ count: Int) -> AMQPTransportBytes { AMQPTransportBytes(repeating: 1, count: count) }

    private static func reply(_ sequence: Int64, _ change: (inout Frame) -> Void = { _ in }) -> Frame {
        var frame = Frame(.data, callID: "1")
        frame.sequence = sequence
        change(&frame)
        return frame
    }

    @Test func `a unary request is one frame with everything`() throws {
        var state = Self.state(.unary)

        #expect(try state.write(.metadata(["k": "v"])).isHeld)
        #expect(try state.write(.message(Self.message(3))).isHeld)
        let action = state.finish()
        let frame = try #require(action.frame)

        #expect(frame.kind == .open)
        #expect(frame.metadata == ["k": "v"])
        #expect(frame.messages == [Self.message(3)])
        #expect(frame.isEnd)
        #expect(frame.replyTo == "c")
        #expect(frame.credit == 100)
    }

    @Test func `a streaming request waits for address and credit`() throws {
        var state = Self.state(.bidirectionalStreaming)
        let open = try #require(try state.write(.metadata([:])).frame)
        #expect(open.kind == .open && !open.isEnd)
        #expect(try state.write(.message(Self.message(1))).isWait, "the frame before is not sent yet")
        state.sent()
        #expect(try state.write(.message(Self.message(1))).isWait, "no address")

        var accept = Frame(.accept, callID: "1")
        accept.address = "s"
        accept.credit = 6
        #expect(state.receive(accept).wakesWriters)
        let first = try #require(try state.write(.message(Self.message(1))).frame)
        state.sent()
        #expect(first.sequence == 1)
        #expect(try state.write(.message(Self.message(1))).isWait, "no credit")

        var credit = Frame(.credit, callID: "1")
        credit.credit = 12
        #expect(state.receive(credit).wakesWriters)
        #expect(try state.write(.message(Self.message(1))).frame?.sequence == 2)
    }

    @Test func `one reply frame gives metadata, message and status in order`() throws {
        var state = try Self.opened(.unary)

        let reaction = state.receive(
            Self.reply(0) {
                $0.metadata = ["i": "1"]
                $0.messages = [Self.message(2)]
                $0.status = Status(code: .ok, message: "")
                $0.trailers = ["t": "1"]
            })

        #expect(
            reaction.parts == [
                .metadata(["i": "1"]), .message(Self.message(2)), .status(Status(code: .ok, message: ""), ["t": "1"]),
            ])
        #expect(reaction.isFinished)
        #expect(reaction.failure == nil)
        #expect(state.abandon()?.kind == nil, "a call that has ended needs no cancellation")
    }

    @Test func `a repeated reply frame is dropped`() throws {
        var state = try Self.opened(.serverStreaming)
        let first = Self.reply(0) { $0.metadata = [:] }
        _ = state.receive(first)

        let reaction = state.receive(first)

        #expect(reaction.parts.isEmpty)
        #expect(!reaction.isFinished)
    }

    @Test func `a missing reply frame fails the call and cancels it at the server`() throws {
        var state = try Self.opened(.serverStreaming)
        _ = state.receive(Self.reply(0) { $0.metadata = [:] })

        let reaction = state.receive(Self.reply(2) { $0.messages = [Self.message(1)] })

        #expect(reaction.parts.isEmpty)
        #expect(reaction.failure?.code == .unavailable)
        #expect(reaction.answer?.kind == .cancel)
    }

    @Test func `refuses replies against the rules`() throws {
        let faults: [(RPCError.Code, [Frame])] = [
            (.internalError, [Self.reply(0) { $0.messages = [Self.message(1)] }]),
            (.internalError, [Self.reply(0) { $0.metadata = [:] }, Self.reply(1) { $0.metadata = [:] }]),
            (.internalError, [Frame(.open, callID: "1")]),
            (.internalError, [Frame(.cancel, callID: "1")]),
            (
                .resourceExhausted,
                [Self.reply(0) { $0.metadata = [:]; $0.messages = Array(repeating: Self.message(50), count: 4) }]
            ),
        ]
        for (code, frames) in faults {
            var state = try Self.opened(.serverStreaming)

            let failures = frames.compactMap { state.receive($0).failure }

            #expect(failures.map(\.code) == [code])
            #expect(state.receive(Self.reply(9)).parts.isEmpty)
        }
    }

    @Test func `gives credit as messages are taken, and again when asked`() throws {
        var state = try Self.opened(.serverStreaming)
        _ = state.receive(Self.reply(0) { $0.metadata = [:]; $0.messages = [Self.message(45), Self.message(45)] })

        #expect(state.consumed(50)?.credit == 150)
        #expect(state.receive(Frame(.ping, callID: "1")).answer?.credit == 150)
        #expect(state.bufferedBytes == 50)
    }

    @Test func `abandoning tells the server only when it may have begun`() throws {
        var unopened = Self.state(.unary)
        #expect(unopened.abandon()?.kind == nil)

        var opened = try Self.opened(.unary)
        #expect(opened.abandon()?.kind == .cancel)
        #expect(opened.abandon()?.kind == nil)
        #expect(opened.receive(Self.reply(0) { $0.metadata = [:] }).parts.isEmpty)
    }

    @Test func `nothing can be written to a call that has ended`() throws {
        var state = try Self.opened(.bidirectionalStreaming)
        _ = state.receive(Self.reply(0) { $0.status = Status(code: .aborted, message: "") })

        #expect(throws: RPCError.self) { try state.write(.message(Self.message(1))) }
        #expect(state.finish().isHeld)
    }

    private static func opened(_ type: MethodDescriptor.RPCType) throws -> ClientStreamState {
        var state = Self.state(type)
        _ = try state.write(.metadata([:]))
        if !type.isRequestStreaming {
            _ = try state.write(.message(Self.message(1)))
            _ = state.finish()
        }
        state.sent()
        return state
    }
}

extension WriteAction {
    var isHeld: Bool { if case .held = self { true } else { false } }
    var isWait: Bool { if case .wait = self { true } else { false } }
    var frame: Frame? { if case .send(let frame) = self { frame } else { nil } }
}
