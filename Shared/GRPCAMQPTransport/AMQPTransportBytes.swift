public import GRPCCore
public import NIOCore

/// The bytes of one gRPC message; a slice of the AMQP body it arrived in.
public struct AMQPTransportBytes: GRPCContiguousBytes, Hashable, Sendable {
    /// The bytes themselves.
    public var buffer: ByteBuffer

    /// Wraps a buffer without copying it.
    public init(_ buffer: ByteBuffer) {
        self.buffer = buffer
    }

    /// Makes `count` times the same byte.
    public init(repeating byte: UInt8, count: Int) {
        self.buffer = ByteBuffer(repeating: byte, count: count)
    }

    /// Copies a sequence of bytes.
    public init<Bytes: Sequence>(_ sequence: Bytes) where Bytes.Element == UInt8 {
        self.buffer = ByteBuffer(bytes: sequence)
    }

    /// The number of bytes.
    public var count: Int { self.buffer.readableBytes }

    /// Lends the bytes. Do not let the pointer escape the closure.
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try self.buffer.withUnsafeReadableBytes(body)
    }

    /// Lends the bytes for writing. Do not let the pointer escape the closure.
    public mutating func withUnsafeMutableBytes<R>(
        _ body: (UnsafeMutableRawBufferPointer) throws -> R
    ) rethrows -> R {
        try self.buffer.withUnsafeMutableReadableBytes(body)
    }
}
