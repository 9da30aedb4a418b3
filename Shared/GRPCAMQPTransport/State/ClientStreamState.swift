import Clocks
import GRPCCore

/// One call as the client sees it: which frames to send, which parts to hand to the caller.
///
/// A request that does not stream is held until it is complete and goes as one frame; one that streams opens
/// with its metadata, waits for the server's address and credit, and then sends a frame for each message.
struct ClientStreamState: Sendable {
    /// What to do about a frame of the server.
    struct Reaction: Sendable {
        /// Parts for the caller, in order.
        var parts: [RPCResponsePart<AMQPTransportBytes>] = []
        /// No more parts will come.
        var isFinished = false
        /// Why the call failed, if it did; the caller gets this after the parts.
        var failure: RPCError?
        /// A frame for the server's address.
        var answer: Frame?
        /// Waiting writers can try again.
        var wakesWriters = false
    }

    private enum Request {
        case unopened, open, ended, abandoned
    }

    let callID: String
    let replyTo: String
    private let type: MethodDescriptor.RPCType?
    private var request = Request.unopened
    private var isWriting = false
    private var held: (metadata: Metadata, messages: [AMQPTransportBytes])?
    private var nextSequence: Int64 = 0
    private var sendCredit = SendCredit(granted: 0)
    private var receiveCredit: ReceiveCredit
    private var replies = FrameOrder(expecting: 0)
    private var hasInitialMetadata = false
    private(set) var isClosed = false
    private(set) var serverAddress: String?
    /// Absolute deadline, set before the request is opened.
    var deadline: UTCInstant?

    init(callID: String, replyTo: String, type: MethodDescriptor.RPCType?, window: Int, messageLimit: Int) {
        self.callID = callID
        self.replyTo = replyTo
        self.type = type
        self.receiveCredit = ReceiveCredit(window: window, messageLimit: messageLimit)
    }

    /// Without a declared type the call is treated as one that streams both ways.
    private var streamsRequest: Bool { self.type?.isRequestStreaming ?? true }

    /// The server may have begun to work on it.
    var isOpened: Bool { self.request == .open || self.request == .ended }

    /// Bytes that arrived and the caller has not taken.
    var bufferedBytes: Int64 { self.receiveCredit.bufferedBytes }

    // MARK: The caller writes

    mutating func write(_ part: RPCRequestPart<AMQPTransportBytes>) throws(RPCError) -> WriteAction {
        guard !self.isClosed, self.request == .unopened || self.request == .open else {
            throw RPCError(code: .failedPrecondition, message: "The call has ended; nothing can be written to it.")
        }
        guard !self.isWriting else { return .wait }
        switch part {
        case .metadata(let metadata):
            guard self.request == .unopened, self.held == nil else {
                throw RPCError(code: .internalError, message: "Metadata was written twice.")
            }
            guard self.streamsRequest else {
                self.held = (metadata, [])
                return .held
            }
            return .send(self.open(metadata, messages: [], isEnd: false))
        case .message(let message):
            guard self.streamsRequest else {
                self.held?.messages.append(message)
                return .held
            }
            guard self.request == .open, self.serverAddress != nil, self.sendCredit.allowsSending else { return .wait }
            self.sendCredit.spend(message.cost)
            return .send(self.data(messages: [message], isEnd: false))
        }
    }

    /// The caller has written everything.
    mutating func finish() -> WriteAction {
        guard !self.isClosed else { return .held }
        guard !self.isWriting else { return .wait }
        switch self.request {
        case .unopened:
            guard let held = self.held.take() else { return .held }
            return .send(self.open(held.metadata, messages: held.messages, isEnd: true))
        case .open:
            guard self.serverAddress != nil else { return .wait }
            return .send(self.data(messages: [], isEnd: true))
        case .ended, .abandoned:
            return .held
        }
    }

    /// The frame last returned was published, or publishing it has failed.
    mutating func sent() {
        self.isWriting = false
    }

    /// The frame last returned, which opens the call, will not be sent: the server knows nothing of it.
    mutating func unopened() {
        self.isWriting = false
        self.request = .abandoned
    }

    /// The caller does not want the call any more; returns the frame that tells the server, if it must know.
    mutating func abandon() -> Frame? {
        guard !self.isClosed, self.request != .abandoned else { return nil }
        let tells = self.isOpened
        self.request = .abandoned
        self.isClosed = true
        return tells ? self.control(.cancel) : nil
    }

    // MARK: The server writes

    mutating func receive(_ frame: Frame) -> Reaction {
        guard !self.isClosed else { return Reaction() }
        var reaction = Reaction()
        if self.serverAddress == nil, let address = frame.address {
            self.serverAddress = address
            reaction.wakesWriters = true
        }
        if let credit = frame.credit, self.sendCredit.grant(total: credit) { reaction.wakesWriters = true }
        switch frame.kind {
        case .data:
            self.receiveData(frame, into: &reaction)
        case .ping:
            var answer = self.control(.credit)
            answer.credit = self.receiveCredit.announceAgain()
            reaction.answer = answer
        case .accept, .credit:
            break
        case .open, .cancel:
            self.fail(
                RPCError(code: .internalError, message: "The server sent a frame of a client."), into: &reaction)
        }
        return reaction
    }

    /// The caller took a message; returns the frame that gives the server new credit, if it is time.
    mutating func consumed(_ bytes: Int) -> Frame? {
        guard let total = self.receiveCredit.consume(bytes), !self.isClosed else { return nil }
        var frame = self.control(.credit)
        frame.credit = total
        return frame
    }

    /// The call failed on the way; returns what to tell the caller.
    mutating func fail(_ error: RPCError) -> Reaction {
        guard !self.isClosed else { return Reaction() }
        var reaction = Reaction()
        self.fail(error, into: &reaction)
        return reaction
    }

    // MARK: Inside

    private mutating func receiveData(_ frame: Frame, into reaction: inout Reaction) {
        switch self.replies.judge(frame.sequence) {
        case .repeated:
            return
        case .gap:
            return self.fail(.replyLost, into: &reaction)
        case .next:
            break
        }
        if let metadata = frame.metadata {
            guard !self.hasInitialMetadata else {
                let error = RPCError(code: .internalError, message: "The server sent its initial metadata twice.")
                return self.fail(error, into: &reaction)
            }
            self.hasInitialMetadata = true
            reaction.parts.append(.metadata(metadata))
        }
        guard self.hasInitialMetadata || frame.messages.isEmpty else {
            let error = RPCError(code: .internalError, message: "The server sent a message before its metadata.")
            return self.fail(error, into: &reaction)
        }
        guard self.receiveCredit.receive(frame.cost) else {
            let error = RPCError(code: .resourceExhausted, message: "The server sent more than it was allowed to.")
            return self.fail(error, into: &reaction)
        }
        reaction.parts.append(contentsOf: frame.messages.map { .message($0) })
        guard let status = frame.status else { return }
        reaction.parts.append(.status(status, frame.trailers))
        reaction.isFinished = true
        reaction.wakesWriters = true
        self.isClosed = true
    }

    private mutating func fail(_ error: RPCError, into reaction: inout Reaction) {
        reaction.failure = error
        reaction.isFinished = true
        reaction.wakesWriters = true
        if self.isOpened { reaction.answer = self.control(.cancel) }
        self.isClosed = true
    }

    private mutating func open(_ metadata: Metadata, messages: [AMQPTransportBytes], isEnd: Bool) -> Frame {
        var frame = self.numbered(.open, messages: messages, isEnd: isEnd)
        frame.metadata = metadata
        frame.deadline = self.deadline
        frame.methodType = self.type
        frame.credit = self.receiveCredit.announced
        return frame
    }

    private mutating func data(messages: [AMQPTransportBytes], isEnd: Bool) -> Frame {
        self.numbered(.data, messages: messages, isEnd: isEnd)
    }

    private mutating func numbered(_ kind: Frame.Kind, messages: [AMQPTransportBytes], isEnd: Bool) -> Frame {
        self.isWriting = true
        self.request = isEnd ? .ended : .open
        var frame = self.control(kind)
        frame.sequence = self.nextSequence
        self.nextSequence += 1
        frame.messages = messages
        frame.isEnd = isEnd
        return frame
    }

    private func control(_ kind: Frame.Kind) -> Frame {
        var frame = Frame(kind, callID: self.callID)
        frame.replyTo = self.replyTo
        return frame
    }
}
