import NIOCore

/// Cuts the byte stream from the broker into frames.
///
/// Pure: bytes in, frames or one typed error out. After an error it gives that error for ever,
/// because the position in the stream is lost.
struct FrameDecoder {
    /// The largest frame accepted, with its overhead. Unit: bytes.
    var maximumFrameBytes: Int

    private var buffer = ByteBuffer()
    private var failure: AMQPError?

    init(maximumFrameBytes: Int) { self.maximumFrameBytes = maximumFrameBytes }

    /// Adds bytes as they came.
    mutating func append(_ bytes: ByteBuffer) {
        if self.buffer.readableBytes == 0 {
            self.buffer = bytes
        } else {
            self.buffer.discardReadBytes()
            self.buffer.writeImmutableBuffer(bytes)
        }
    }

    /// The next whole frame, or `nil` when more bytes are needed.
    mutating func next() throws(AMQPError) -> Frame? {
        if let failure = self.failure { throw failure }
        do throws(AMQPError) {
            return try self.decode()
        } catch {
            self.failure = error
            self.buffer = ByteBuffer()
            throw error
        }
    }

    private mutating func decode() throws(AMQPError) -> Frame? {
        let index = self.buffer.readerIndex
        guard let type = self.buffer.getInteger(at: index, as: UInt8.self) else { return nil }
        guard let kind = Frame.Kind(rawValue: type) else { throw Self.unknownType(type) }
        guard let channel = self.buffer.getInteger(at: index + 1, as: UInt16.self),
            let size = self.buffer.getInteger(at: index + 3, as: UInt32.self)
        else { return nil }
        guard Int(size) + Frame.overhead <= self.maximumFrameBytes else {
            throw AMQPError(
                code: .malformedFrame,
                message: "A frame of \(size) bytes is over the agreed \(self.maximumFrameBytes)")
        }
        if kind == .heartbeat, channel != 0 || size != 0 {
            throw AMQPError(code: .malformedFrame, message: "A heartbeat with a channel or a payload")
        }
        guard let payload = self.buffer.getSlice(at: index + 7, length: Int(size)),
            let end = self.buffer.getInteger(at: index + 7 + Int(size), as: UInt8.self)
        else { return nil }
        guard end == Frame.end else {
            throw AMQPError(code: .malformedFrame, message: "A frame ends with \(end) instead of \(Frame.end)")
        }
        self.buffer.moveReaderIndex(forwardBy: Int(size) + Frame.overhead)
        return Frame(kind: kind, channel: channel, payload: payload)
    }

    private static func unknownType(_ type: UInt8) -> AMQPError {
        // A broker that refuses our version answers with its own protocol header, "AMQP…".
        let message =
            type == UInt8(ascii: "A")
            ? "The broker does not speak AMQP 0-9-1" : "A frame of the unknown type \(type)"
        return AMQPError(code: .malformedFrame, message: message)
    }
}
