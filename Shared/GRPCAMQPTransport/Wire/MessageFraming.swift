import GRPCCore
import NIOCore

/// gRPC's length-prefixed framing: a compressed flag, four bytes of length, the message; any number of them.
enum MessageFraming {
    /// Bytes before each message.
    static let prefixBytes = 5

    /// Appends one message to a body.
    ///
    /// - Throws: `RESOURCE_EXHAUSTED` when the message is over the limit; the body is as it was.
    static func append(_ message: AMQPTransportBytes, to body: inout ByteBuffer, limit: Int) throws(RPCError) {
        guard message.count <= limit, let length = UInt32(exactly: message.count) else {
            throw RPCError(
                code: .resourceExhausted, message: "Message of \(message.count) bytes is over the limit of \(limit).")
        }
        body.writeInteger(UInt8(0))
        body.writeInteger(length)
        body.writeImmutableBuffer(message.buffer)
    }

    /// Takes a body apart; the messages share its storage.
    ///
    /// - Throws: `INTERNAL` for truncated or compressed messages, `RESOURCE_EXHAUSTED` over the limit.
    static func split(_ body: ByteBuffer, limit: Int) throws(RPCError) -> [AMQPTransportBytes] {
        var body = body
        var messages: [AMQPTransportBytes] = []
        while body.readableBytes > 0 {
            guard let (flag, length) = body.readMultipleIntegers(as: (UInt8, UInt32).self) else {
                throw RPCError(code: .internalError, message: "The prefix of a message is truncated.")
            }
            guard flag == 0 else {
                throw RPCError(code: .internalError, message: "A message is marked as compressed (flag \(flag)).")
            }
            guard Int(length) <= limit else {
                throw RPCError(
                    code: .resourceExhausted, message: "Message of \(length) bytes is over the limit of \(limit).")
            }
            guard let message = body.readSlice(length: Int(length)) else {
                throw RPCError(code: .internalError, message: "A message of \(length) bytes is truncated.")
            }
            messages.append(AMQPTransportBytes(message))
        }
        return messages
    }
}
