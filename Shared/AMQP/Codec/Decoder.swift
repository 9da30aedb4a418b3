import CRabbitMQ
import NIOCore

/// Turns frame payloads into Swift values with librabbitmq's stateless decoder.
///
/// Belongs to one event loop.
struct Decoder: ~Copyable {
    private var pool = CodecPool()
    private var lastExchange = ""
    private var lastRoutingKey = ""

    /// Decodes the payload of a method frame.
    mutating func method(_ payload: ByteBuffer) throws(AMQPError) -> IncomingMethod {
        guard let id = payload.getInteger(at: payload.readerIndex, as: UInt32.self) else {
            throw AMQPError(code: .malformedFrame, message: "A method frame without a method")
        }
        let result = payload.withUnsafeReadableBytes { raw in
            self.decodeMethod(id, UnsafeRawBufferPointer(rebasing: raw.dropFirst(4)))
        }
        self.pool.recycle()
        return try result.get()
    }

    /// Decodes the payload of a content header frame.
    ///
    /// - Returns: The size of the body, and the properties or why they cannot be read: that is the
    ///   fault of whoever published the message and no reason to end the connection.
    mutating func header(
        _ payload: ByteBuffer
    ) throws(AMQPError) -> (bodyBytes: UInt64, properties: Result<AMQPProperties, AMQPError>) {
        let index = payload.readerIndex
        guard let classID = payload.getInteger(at: index, as: UInt16.self),
            let bodyBytes = payload.getInteger(at: index + 4, as: UInt64.self)
        else { throw AMQPError(code: .malformedFrame, message: "A content header shorter than 12 bytes") }
        guard classID == MethodID.basicClass else {
            throw AMQPError(code: .malformedFrame, message: "A content header of the unknown class \(classID)")
        }
        let properties = payload.withUnsafeReadableBytes { raw in
            self.decodeProperties(UnsafeRawBufferPointer(rebasing: raw.dropFirst(12)))
        }
        self.pool.recycle()
        return (bodyBytes, properties)
    }

    private mutating func decodeMethod(
        _ id: UInt32, _ raw: UnsafeRawBufferPointer
    ) -> Result<IncomingMethod, AMQPError> {
        do throws(AMQPError) {
            if id == MethodID.connectionStart { _ = try TableGuard(raw).checkTable(at: 2) }
            guard Self.isExpected(id) else {
                throw AMQPError(
                    code: .malformedFrame, message: "The unknown method \(id >> 16).\(id & 0xFFFF)")
            }
            var decoded: UnsafeMutableRawPointer?
            let status = amqp_decode_method(id, self.pool.pointer, Self.bytes(raw), &decoded)
            guard status >= 0, let decoded else {
                throw AMQPError(
                    code: .malformedFrame,
                    message: "The arguments of method \(id >> 16).\(id & 0xFFFF) cannot be read (\(status))")
            }
            return .success(self.convert(id, decoded))
        } catch {
            return .failure(error)
        }
    }

    private mutating func decodeProperties(_ raw: UnsafeRawBufferPointer) -> Result<AMQPProperties, AMQPError> {
        do throws(AMQPError) {
            try Self.checkProperties(raw)
            var decoded: UnsafeMutableRawPointer?
            let status = amqp_decode_properties(MethodID.basicClass, self.pool.pointer, Self.bytes(raw), &decoded)
            guard status >= 0, let decoded else {
                throw AMQPError(code: .malformedFrame, message: "The properties cannot be read (\(status))")
            }
            return .success(AMQPProperties(decoded.load(as: amqp_basic_properties_t.self)))
        } catch {
            return .failure(error)
        }
    }

    /// Guards what librabbitmq does not: a flag word that says more words follow makes it shift
    /// past the end of an integer, and the header table may nest without end.
    private static func checkProperties(_ raw: UnsafeRawBufferPointer) throws(AMQPError) {
        guard raw.count >= 2 else { throw AMQPError(code: .malformedFrame, message: "Properties without flags") }
        let flags = UInt16(bigEndian: raw.loadUnaligned(as: UInt16.self))
        guard flags & 0b11 == 0 else {
            throw AMQPError(code: .malformedFrame, message: "Properties with unknown flags \(flags)")
        }
        guard flags & PropertyFlag.headers != 0 else { return }
        let tables = TableGuard(raw)
        var offset = 2
        if flags & PropertyFlag.contentType != 0 { offset = try tables.skipShortString(at: offset) }
        if flags & PropertyFlag.contentEncoding != 0 { offset = try tables.skipShortString(at: offset) }
        _ = try tables.checkTable(at: offset)
    }

    private static func bytes(_ raw: UnsafeRawBufferPointer) -> amqp_bytes_t {
        // The decoder only reads; its C type has no const.
        amqp_bytes_t(len: raw.count, bytes: UnsafeMutableRawPointer(mutating: raw.baseAddress))
    }

    private mutating func convert(_ id: UInt32, _ decoded: UnsafeMutableRawPointer) -> IncomingMethod {
        switch id {
        case MethodID.basicDeliver:
            let method = decoded.load(as: amqp_basic_deliver_t.self)
            return .deliver(
                deliveryTag: method.delivery_tag, redelivered: method.redelivered != 0,
                exchange: Decoded.string(method.exchange, reusing: &self.lastExchange),
                routingKey: Decoded.string(method.routing_key, reusing: &self.lastRoutingKey))
        case MethodID.basicAck:
            let method = decoded.load(as: amqp_basic_ack_t.self)
            return .ack(deliveryTag: method.delivery_tag, multiple: method.multiple != 0)
        case MethodID.basicNack:
            let method = decoded.load(as: amqp_basic_nack_t.self)
            return .nack(deliveryTag: method.delivery_tag, multiple: method.multiple != 0)
        default:
            return Self.convertRare(id, decoded)
        }
    }
}
