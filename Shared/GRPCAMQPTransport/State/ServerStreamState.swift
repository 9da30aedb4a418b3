import GRPCCore

/// One call as the server sees it: which parts to hand to the handler, which frames to send.
///
/// A response that does not stream is held and goes as one frame with the status. The frame with the status
/// is never sent by the writer: the call's owner takes it with ``reply()`` when the handler has returned.
struct ServerStreamState: Sendable {
    /// What to do about a frame of the client.
    struct Reaction: Sendable {
        /// Parts for the handler, in order.
        var parts: [RPCRequestPart<AMQPTransportBytes>] = []
        /// The client has written everything.
        var isEnd = false
        /// The call is over for this reason; the handler is told.
        var abort: Abort?
        /// Waiting writers can try again.
        var wakesWriters = false
    }

    /// Why a running call ends before its handler is done.
    enum Abort: Hashable, Sendable {
        /// The client does not want the answer, so it gets none.
        case clientCancelled
        /// The client's reply queue is gone.
        case clientGone
        /// The client is told this.
        case failed(RPCError)

        /// What the handler and its streams see.
        var error: RPCError {
            switch self {
            case .clientCancelled: RPCError(code: .cancelled, message: "The client cancelled the call.")
            case .clientGone: RPCError(code: .cancelled, message: "The client of the call is gone.")
            case .failed(let error): error
            }
        }
    }

    let callID: String
    private let address: String
    private let streamsResponse: Bool
    private var isEnded = false
    private var isWriting = false
    private var abort: Abort?
    private var metadata: Metadata?
    private var messages: [AMQPTransportBytes] = []
    private var status: (Status, Metadata)?
    private var nextSequence: Int64 = 0
    private var requests = FrameOrder(expecting: 1)
    private var sendCredit: SendCredit
    private var receiveCredit: ReceiveCredit

    /// Begins with the frame that opened the call, whose metadata and messages the handler gets at once.
    init(open: Frame, address: String, type: MethodDescriptor.RPCType?, window: Int, messageLimit: Int) {
        self.callID = open.callID
        self.address = address
        self.streamsResponse = (type ?? open.methodType)?.isResponseStreaming ?? true
        self.isEnded = open.isEnd
        self.sendCredit = SendCredit(granted: open.credit ?? 0)
        self.receiveCredit = ReceiveCredit(window: window, messageLimit: messageLimit)
        // What came with the open frame was within the message limit, and no window was announced before it.
        _ = self.receiveCredit.receive(open.cost)
    }

    /// Bytes that arrived and the handler has not taken.
    var bufferedBytes: Int64 { self.receiveCredit.bufferedBytes }

    /// Whether the call has ended before its handler was done.
    var isAborted: Bool { self.abort != nil }

    /// The frame to send before anything else, when the client has more to write.
    var acceptance: Frame? {
        guard !self.isEnded else { return nil }
        var frame = self.control(.accept)
        frame.credit = self.receiveCredit.announced
        return frame
    }

    // MARK: The client writes

    mutating func receive(_ frame: Frame) -> Reaction {
        var reaction = Reaction()
        guard self.abort == nil, self.status == nil else { return reaction }
        if let credit = frame.credit { reaction.wakesWriters = self.sendCredit.grant(total: credit) }
        switch frame.kind {
        case .data: self.receiveData(frame, into: &reaction)
        case .cancel: self.abort(.clientCancelled, into: &reaction)
        case .credit: break
        case .open, .accept, .ping:
            self.abort(.failed(RPCError(code: .internalError, message: "The client sent a frame of a server.")), into: &reaction)
        }
        return reaction
    }

    /// Ends the call from this side; nothing happens when it has ended before.
    mutating func abort(_ reason: Abort) -> Reaction {
        var reaction = Reaction()
        if self.abort == nil, self.status == nil { self.abort(reason, into: &reaction) }
        return reaction
    }

    /// The handler took a message; returns the frame that gives the client new credit, if it is time.
    mutating func consumed(_ bytes: Int) -> Frame? {
        guard let total = self.receiveCredit.consume(bytes), !self.isEnded, self.abort == nil else { return nil }
        var frame = self.control(.credit)
        frame.credit = total
        return frame
    }

    /// A question whether the client is still there, repeating the credit it has.
    mutating func ping() -> Frame? {
        guard self.abort == nil, self.status == nil else { return nil }
        var frame = self.control(.ping)
        if !self.isEnded { frame.credit = self.receiveCredit.announceAgain() }
        return frame
    }

    // MARK: The handler writes

    mutating func write(_ part: RPCResponsePart<AMQPTransportBytes>, limits: WireLimits) throws(RPCError) -> WriteAction {
        if let abort { throw abort.error }
        guard self.status == nil else {
            throw RPCError(code: .failedPrecondition, message: "The status was written; nothing can follow it.")
        }
        guard !self.isWriting else { return .wait }
        switch part {
        case .metadata(let metadata):
            guard self.streamsResponse else {
                self.metadata = metadata
                return .held
            }
            return .send(self.data(metadata: metadata, messages: []))
        case .message(let message):
            guard message.count <= limits.messageBytes else {
                throw RPCError(
                    code: .resourceExhausted,
                    message: "Message of \(message.count) bytes is over the limit of \(limits.messageBytes).")
            }
            guard self.streamsResponse else {
                self.messages.append(message)
                return .held
            }
            guard self.sendCredit.allowsSending else { return .wait }
            self.sendCredit.spend(message.cost)
            return .send(self.data(metadata: nil, messages: [message]))
        case .status(let status, let trailers):
            self.status = (status, trailers)
            return .held
        }
    }

    /// The frame last returned was published, or publishing it has failed.
    mutating func sent() {
        self.isWriting = false
    }

    /// The frame last returned cannot be encoded, so its number is free again.
    mutating func unsent() {
        self.isWriting = false
        self.nextSequence -= 1
    }

    /// The last frame when the proper one cannot be encoded.
    mutating func reply(insteadWith error: RPCError) -> Frame {
        self.metadata = nil
        self.messages = []
        return self.last(Status(code: Status.Code(error.code), message: error.message), [:])
    }

    /// The last frame of the call once the handler has returned; `nil` when the client wants none.
    mutating func reply() -> Frame? {
        switch self.abort {
        case .clientCancelled, .clientGone:
            return nil
        case .failed(let error):
            self.metadata = nil
            self.messages = []
            return self.last(Status(code: Status.Code(error.code), message: error.message), error.metadata)
        case nil:
            let missing = Status(code: .internalError, message: "The handler returned without a status.")
            let (status, trailers) = self.status ?? (missing, [:])
            return self.last(status, trailers)
        }
    }

    // MARK: Inside

    private mutating func receiveData(_ frame: Frame, into reaction: inout Reaction) {
        switch self.requests.judge(frame.sequence) {
        case .repeated: return
        case .gap: return self.abort(.failed(.requestLost), into: &reaction)
        case .next: break
        }
        guard !self.isEnded else {
            let error = RPCError(code: .internalError, message: "The client wrote after it had ended its request.")
            return self.abort(.failed(error), into: &reaction)
        }
        guard self.receiveCredit.receive(frame.cost) else {
            let error = RPCError(code: .resourceExhausted, message: "The client sent more than it was allowed to.")
            return self.abort(.failed(error), into: &reaction)
        }
        reaction.parts = frame.messages.map { .message($0) }
        reaction.isEnd = frame.isEnd
        self.isEnded = frame.isEnd
    }

    private mutating func abort(_ reason: Abort, into reaction: inout Reaction) {
        self.abort = reason
        reaction.abort = reason
        reaction.wakesWriters = true
    }

    private mutating func last(_ status: Status, _ trailers: Metadata) -> Frame {
        var frame = self.data(metadata: self.metadata, messages: self.messages)
        frame.status = status
        frame.trailers = trailers
        return frame
    }

    private mutating func data(metadata: Metadata?, messages: [AMQPTransportBytes]) -> Frame {
        self.isWriting = true
        var frame = self.control(.data)
        frame.sequence = self.nextSequence
        self.nextSequence += 1
        frame.metadata = metadata
        frame.messages = messages
        return frame
    }

    private func control(_ kind: Frame.Kind) -> Frame {
        var frame = Frame(kind, callID: self.callID)
        frame.address = self.address
        return frame
    }
}
