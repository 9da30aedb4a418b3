import GRPCCore
import Testing

@testable import GRPCAMQPTransport

@Suite struct ServerStreamStateTests {
    private static func state(_ type: MethodDescriptor.RPCType, isEnd: Bool? = nil, credit: Int64 = 100) -> ServerStreamState {
        var open = Frame(.open, callID: "1")
        open.metadata = [:]
        open.isEnd = isEnd ?? !type.isRequestStreaming
        open.credit = credit
        return ServerStreamState(open: open, address: "s", type: type, window: 100, messageLimit: 50)
    }

    private static func message(_ count: Int) -> AMQPTransportBytes { AMQPTransportBytes(repeating: 1, count: count) }

    private static func data(_ sequence: Int64, _ count: Int, isEnd: Bool = false) -> Frame {
        var frame = Frame(.data, callID: "1")
        frame.sequence = sequence
        frame.messages = [Self.message(count)]
        frame.isEnd = isEnd
        return frame
    }

    @Test func `a unary reply is one frame with everything`() throws {
        var state = Self.state(.unary)

        #expect(state.acceptance?.kind == nil)
        #expect(try state.write(.metadata(["i": "1"]), limits: .standard).isHeld)
        #expect(try state.write(.message(Self.message(3)), limits: .standard).isHeld)
        #expect(try state.write(.status(Status(code: .ok, message: ""), ["t": "1"]), limits: .standard).isHeld)
        let reply = state.reply()
        let frame = try #require(reply)

        #expect(frame.sequence == 0)
        #expect(frame.metadata == ["i": "1"])
        #expect(frame.messages == [Self.message(3)])
        #expect(frame.status?.code == .ok)
        #expect(frame.trailers == ["t": "1"])
        #expect(frame.address == "s")
    }

    @Test func `tells a client that goes on writing its address and credit`() {
        let acceptance = Self.state(.clientStreaming).acceptance

        #expect(acceptance?.kind == .accept)
        #expect(acceptance?.address == "s")
        #expect(acceptance?.credit == 100)
    }

    @Test func `a streamed reply stops when the credit is used up`() throws {
        var state = Self.state(.serverStreaming, credit: 6)
        #expect(try state.write(.metadata([:]), limits: .standard).frame?.sequence == 0)
        state.sent()
        #expect(try state.write(.message(Self.message(1)), limits: .standard).frame?.sequence == 1)
        state.sent()
        #expect(try state.write(.message(Self.message(1)), limits: .standard).isWait)

        var credit = Frame(.credit, callID: "1")
        credit.credit = 12
        #expect(state.receive(credit).wakesWriters)

        #expect(try state.write(.message(Self.message(1)), limits: .standard).frame?.sequence == 2)
    }

    @Test func `the number of a frame that cannot be encoded is used again`() throws {
        var state = Self.state(.serverStreaming)
        _ = try state.write(.metadata([:]), limits: .standard)
        state.unsent()

        #expect(try state.write(.metadata([:]), limits: .standard).frame?.sequence == 0)
    }

    @Test func `hands on what the client writes, once, until it ends`() {
        var state = Self.state(.clientStreaming)

        #expect(state.receive(Self.data(1, 2)).parts == [.message(Self.message(2))])
        #expect(state.receive(Self.data(1, 2)).parts.isEmpty)
        let last = state.receive(Self.data(2, 3, isEnd: true))

        #expect(last.parts == [.message(Self.message(3))])
        #expect(last.isEnd)
    }

    @Test func `ends a call whose client breaks the rules, and says so`() throws {
        let faults: [(RPCError.Code, [Frame])] = [
            (.unavailable, [Self.data(2, 1)]),
            (.internalError, [Self.data(1, 1, isEnd: true), Self.data(2, 1)]),
            (.resourceExhausted, (1...4).map { Self.data($0, 50) }),
            (.internalError, [Frame(.open, callID: "1")]),
        ]
        for (code, frames) in faults {
            var state = Self.state(.clientStreaming)

            let aborts = frames.compactMap { state.receive($0).abort }

            #expect(aborts.map(\.error.code) == [code])
            #expect(state.reply()?.status?.code == Status.Code(code))
            #expect(throws: RPCError.self) { try state.write(.message(Self.message(1)), limits: .standard) }
        }
    }

    @Test func `a cancelled call is told to the handler and not answered`() throws {
        var state = Self.state(.unary)

        let reaction = state.receive(Frame(.cancel, callID: "1"))

        #expect(reaction.abort == .clientCancelled)
        #expect(reaction.wakesWriters)
        #expect(state.reply()?.kind == nil)
    }

    @Test func `a deadline while the handler runs is what the client is told`() throws {
        var state = Self.state(.unary)
        _ = try state.write(.metadata([:]), limits: .standard)

        _ = state.abort(.failed(RPCError(code: .deadlineExceeded, message: "late")))

        #expect(state.reply()?.status?.code == .deadlineExceeded)
    }

    @Test func `a handler without a status is an internal error`() {
        var state = Self.state(.unary)

        #expect(state.reply()?.status?.code == .internalError)
    }

    @Test func `a ping repeats the credit of a client that still writes`() {
        var writing = Self.state(.clientStreaming)
        #expect(writing.ping()?.credit == 100)

        var ended = Self.state(.serverStreaming)
        #expect(ended.ping()?.kind == .ping)
        #expect(ended.ping()?.credit == nil)
    }
}
