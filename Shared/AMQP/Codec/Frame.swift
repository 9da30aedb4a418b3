import NIOCore

/// One AMQP frame.
struct Frame: Hashable {
    /// The frame types, as in amqp_framing.h (`AMQP_FRAME_…`).
    enum Kind: UInt8 {
        case method = 1
        case header = 2
        case body = 3
        case heartbeat = 8
    }

    /// The last byte of each frame (`AMQP_FRAME_END`).
    static let end: UInt8 = 0xCE
    /// Bytes of a frame that are not payload: type, channel, size and end.
    static let overhead = 8

    let kind: Kind
    let channel: UInt16
    let payload: ByteBuffer
}
