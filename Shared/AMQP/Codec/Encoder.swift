import CRabbitMQ
import NIOCore

/// Writes frames into a buffer with librabbitmq's stateless encoder.
///
/// Belongs to one event loop. When it throws, the buffer is as before.
struct Encoder: ~Copyable {
    /// The largest frame to write, with its overhead. Unit: bytes.
    var maximumFrameBytes: Int

    private var pool = CodecPool()

    init(maximumFrameBytes: Int) { self.maximumFrameBytes = maximumFrameBytes }

    /// Writes what opens a connection: the protocol header.
    static func writeProtocolHeader(into buffer: inout ByteBuffer) {
        buffer.writeStaticString("AMQP")
        buffer.writeBytes([0, 0, 9, 1])
    }

    /// Writes a heartbeat frame.
    static func writeHeartbeat(into buffer: inout ByteBuffer) {
        buffer.writeInteger(Frame.Kind.heartbeat.rawValue)
        buffer.writeInteger(UInt16(0))
        buffer.writeInteger(UInt32(0))
        buffer.writeInteger(Frame.end)
    }

    /// Writes a method frame.
    mutating func write(_ method: OutgoingMethod, channel: UInt16, into buffer: inout ByteBuffer) throws(AMQPError) {
        let start = buffer.writerIndex
        defer { self.pool.recycle() }
        do throws(AMQPError) {
            try self.encode(method, channel: channel, into: &buffer)
        } catch {
            buffer.moveWriterIndex(to: start)
            throw error
        }
    }

    /// Writes messages of an array one after the other until the buffer holds so many bytes.
    ///
    /// - Returns: How many were written, and why the next one cannot be.
    mutating func publish(
        _ messages: [AMQPMessage], in indices: Range<Int>, channel: UInt16, until limit: Int, into buffer: inout ByteBuffer
    ) -> (count: Int, failure: AMQPError?) {
        for index in indices {
            do throws(AMQPError) {
                try self.publish(messages[index], channel: channel, into: &buffer)
            } catch {
                return (index - indices.lowerBound, error)
            }
            if buffer.readableBytes >= limit { return (index - indices.lowerBound + 1, nil) }
        }
        return (indices.count, nil)
    }

    /// Writes `basic.publish`, the content header and the body frames of a message.
    mutating func publish(_ message: AMQPMessage, channel: UInt16, into buffer: inout ByteBuffer) throws(AMQPError) {
        defer { self.pool.recycle() }
        var method = amqp_basic_publish_t(
            ticket: 0,
            exchange: try self.pool.shortString(message.exchange),
            routing_key: try self.pool.shortString(message.routingKey),
            mandatory: message.mandatory ? 1 : 0,
            immediate: 0)
        let methodBytes = self.pool.encodedBytes + 64
        var properties = try message.properties.encodable(in: &self.pool)
        let headerBytes = self.pool.encodedBytes + 64
        let limit = self.maximumFrameBytes - Frame.overhead
        let bodyBytes = message.body.readableBytes
        let frames = (bodyBytes + limit - 1) / limit
        var failure: AMQPError?
        // One reservation for all frames of the message.
        buffer.writeWithUnsafeMutableBytes(
            minimumWritableBytes: methodBytes + headerBytes + bodyBytes + (frames + 2) * Frame.overhead
        ) { raw in
            var writer = FrameWriter(raw, channel: channel, maximumFrameBytes: self.maximumFrameBytes)
            do throws(AMQPError) {
                try writer.frame(.method, prefix: (MethodID.basicPublish, nil)) { rest in
                    amqp_encode_method(MethodID.basicPublish, &method, rest)
                }
                try writer.frame(.header, prefix: (UInt32(MethodID.basicClass) << 16, UInt64(bodyBytes))) { rest in
                    amqp_encode_properties(MethodID.basicClass, &properties, rest)
                }
            } catch {
                failure = error
                return 0
            }
            guard writer.fits(body: bodyBytes, frames: frames) else {
                failure = AMQPError(code: .messageTooLarge, message: "The properties are larger than they were counted")
                return 0
            }
            message.body.withUnsafeReadableBytes { writer.body($0) }
            return writer.count
        }
        if let failure { throw failure }
    }

    /// Writes one method frame from the C structure of its arguments.
    mutating func frame<Arguments: BitwiseCopyable>(
        _ id: UInt32, _ arguments: Arguments, channel: UInt16, into buffer: inout ByteBuffer
    ) throws(AMQPError) {
        var arguments = arguments
        let start = buffer.writerIndex
        buffer.writeMultipleIntegers(Frame.Kind.method.rawValue, channel, UInt32(0), id)
        var status: Int32 = 0
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: self.pool.encodedBytes + 64) { raw in
            status = withUnsafeMutablePointer(to: &arguments) { pointer in
                amqp_encode_method(id, pointer, amqp_bytes_t(len: raw.count, bytes: raw.baseAddress))
            }
            return Int(max(status, 0))
        }
        try self.finish(start, status: status, in: &buffer)
    }

    /// Fills in the size of the frame that starts at an index and ends it.
    private func finish(_ start: Int, status: Int32, in buffer: inout ByteBuffer) throws(AMQPError) {
        guard status >= 0 else {
            throw AMQPError(code: .invalidArgument, message: "The arguments cannot be encoded (\(status))")
        }
        let payload = buffer.writerIndex - start - 7
        guard payload + Frame.overhead <= self.maximumFrameBytes else {
            throw AMQPError(code: .messageTooLarge, message: "\(payload) bytes of properties do not fit into a frame")
        }
        buffer.setInteger(UInt32(payload), at: start + 3)
        buffer.writeInteger(Frame.end)
    }

    /// Copies arguments into the pool; they live until the frame is written.
    mutating func short(_ string: String) throws(AMQPError) -> amqp_bytes_t { try self.pool.shortString(string) }
    mutating func long(_ bytes: [UInt8]) throws(AMQPError) -> amqp_bytes_t { try self.pool.copy(bytes) }
    mutating func table(_ table: AMQPTable) throws(AMQPError) -> amqp_table_t { try self.pool.table(table) }
}
