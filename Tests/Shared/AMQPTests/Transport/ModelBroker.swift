import CRabbitMQ
import NIOCore

@testable import AMQP

/// A broker that knows nothing but the rules: reads what a handler writes and answers only what it was asked.
struct ModelBroker {
    /// A message as it came over the wire.
    struct Taken {
        let channel: UInt16
        let tag: UInt64
        let routingKey: String
        var remaining: Int
        var body: [UInt8] = []
    }

    /// Messages whose last frame has come, in order.
    private(set) var taken: [Taken] = []
    /// Publishes on the confirmed channel that were not answered yet, by tag.
    private(set) var unanswered: [UInt64: Taken] = [:]
    /// Confirmed messages that came after the broker had closed the channel; it does not look at them.
    private(set) var ignored: Set<String> = []
    private var isClosing = false
    /// Channels the handler opened again after ``closeConfirmed()``.
    private(set) var reopened = 0
    private(set) var flowAnswers = 0
    private var frames: FrameDecoder
    private var tags: [UInt16: UInt64] = [:]
    private var partial: [UInt16: Taken] = [:]
    private var replies = ServerFrames()

    init(frameMax: Int) { self.frames = FrameDecoder(maximumFrameBytes: frameMax) }

    /// What the broker has to say since the last time.
    mutating func takeReplies() -> ByteBuffer {
        defer { self.replies = ServerFrames() }
        return self.replies.bytes
    }

    /// Reads what was written.
    mutating func read(_ bytes: ByteBuffer) throws {
        self.frames.append(bytes)
        while let frame = try self.frames.next() {
            switch frame.kind {
            case .method: try self.method(frame)
            case .header: self.header(frame)
            case .body:
                let count = frame.payload.readableBytes
                guard var message = self.partial[frame.channel], message.remaining >= count else { throw Confused(what: "a stray body") }
                message.remaining -= count
                message.body += frame.payload.readableBytesView
                self.partial[frame.channel] = message
                self.finish(frame.channel)
            case .heartbeat: break
            }
        }
    }

    struct Confused: Error {
        let what: String
    }

    private mutating func method(_ frame: Frame) throws {
        guard self.partial[frame.channel] == nil else { throw Confused(what: "a method inside a message") }
        var payload = frame.payload
        switch payload.readInteger(as: UInt32.self) {
        case MethodID.basicPublish:
            _ = payload.readInteger(as: UInt16.self)
            _ = Self.short(&payload)
            let key = Self.short(&payload)
            self.tags[frame.channel, default: 0] += 1
            self.partial[frame.channel] = Taken(
                channel: frame.channel, tag: self.tags[frame.channel] ?? 0, routingKey: key, remaining: -1)
        case MethodID.channelOpen:
            self.tags[frame.channel] = 0
            self.reopened += 1
            try self.replies.channelOpenOk(frame.channel)
        case MethodID.confirmSelect: try self.replies.confirmSelectOk(frame.channel)
        case MethodID.channelFlowOk: self.flowAnswers += 1
        case MethodID.channelCloseOk: self.isClosing = false
        case let other: throw Confused(what: "method \(other ?? 0)")
        }
    }

    private mutating func header(_ frame: Frame) {
        let index = frame.payload.readerIndex
        self.partial[frame.channel]?.remaining = Int(frame.payload.getInteger(at: index + 4, as: UInt64.self) ?? 0)
        self.finish(frame.channel)
    }

    private mutating func finish(_ channel: UInt16) {
        guard let message = self.partial[channel], message.remaining == 0 else { return }
        self.partial[channel] = nil
        if channel == ChannelSlot.confirmedID, self.isClosing {
            self.ignored.insert(message.routingKey)
            return
        }
        self.taken.append(message)
        if channel == ChannelSlot.confirmedID { self.unanswered[message.tag] = message }
    }

    private static func short(_ buffer: inout ByteBuffer) -> String {
        let count = Int(buffer.readInteger(as: UInt8.self) ?? 0)
        return buffer.readString(length: count) ?? ""
    }

    // MARK: What it does of its own accord

    /// Confirms or refuses one message, or all up to it; returns which.
    mutating func answer(_ tag: UInt64, multiple: Bool, positive: Bool) throws -> [String] {
        let tags = multiple ? self.unanswered.keys.filter { $0 <= tag } : [tag]
        let keys = tags.compactMap { self.unanswered.removeValue(forKey: $0)?.routingKey }
        let channel = ChannelSlot.confirmedID
        if positive {
            try self.replies.ack(tag, multiple: multiple, channel: channel)
        } else {
            try self.replies.method(MethodID.basicNack, channel: channel) { _ in
                amqp_basic_nack_t(delivery_tag: tag, multiple: multiple ? 1 : 0, requeue: 0)
            }
        }
        return keys
    }

    /// Closes the channel of confirmed publishes; returns what it never answered.
    mutating func closeConfirmed() throws -> [String] {
        defer { self.unanswered = [:] }
        guard !self.isClosing else { return [] }
        self.isClosing = true
        try self.replies.method(MethodID.channelClose, channel: ChannelSlot.confirmedID) { encoder throws(AMQPError) in
            amqp_channel_close_t(reply_code: 404, reply_text: try encoder.short("NOT_FOUND"), class_id: 60, method_id: 40)
        }
        return self.unanswered.values.map(\.routingKey)
    }

    /// Stops or resumes publishing on the confirmed channel.
    mutating func flow(_ active: Bool) throws {
        guard !self.isClosing else { return }
        try self.replies.method(MethodID.channelFlow, channel: ChannelSlot.confirmedID) { _ in
            amqp_channel_flow_t(active: active ? 1 : 0)
        }
    }
}
