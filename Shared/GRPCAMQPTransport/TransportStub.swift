// Stands in until the transport is merged.
public import GRPCCore

/// Stand-in for the client transport.
public struct AMQPClientTransport: ClientTransport {
    /// The bytes of a message.
    public typealias Bytes = StubBytes
    /// No throttle.
    public var retryThrottle: RetryThrottle? { nil }
    /// Does nothing.
    public func connect() async throws {}
    /// Does nothing.
    public func beginGracefulShutdown() {}
    /// Refuses.
    public func withStream<T: Sendable>(
        descriptor: MethodDescriptor, options: CallOptions,
        _ closure: (RPCStream<Inbound, Outbound>, ClientContext) async throws -> T
    ) async throws -> T { throw RPCError(code: .unimplemented, message: "stand-in") }
    /// None.
    public func config(forMethod descriptor: MethodDescriptor) -> MethodConfig? { nil }
}
/// Stand-in for the bytes of a message.
public struct StubBytes: GRPCContiguousBytes, Sendable {
    var bytes: [UInt8]
    /// Makes bytes.
    public init(repeating: UInt8, count: Int) { self.bytes = Array(repeating: repeating, count: count) }
    /// Makes bytes.
    public init(_ sequence: some Sequence<UInt8>) { self.bytes = Array(sequence) }
    /// How many.
    public var count: Int { self.bytes.count }
    /// Lends them.
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R { try self.bytes.withUnsafeBytes(body) }
    /// Lends them.
    public mutating func withUnsafeMutableBytes<R>(_ body: (UnsafeMutableRawBufferPointer) throws -> R) rethrows -> R { try self.bytes.withUnsafeMutableBytes(body) }
}
