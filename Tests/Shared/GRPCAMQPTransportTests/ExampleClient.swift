import GRPCCore

/// A client over any transport, so that one test reads the same for all.
struct ExampleClient: Sendable {
    private let stream: @Sendable (
        StreamingClientRequest<[UInt8]>, MethodDescriptor, CallOptions,
        @escaping @Sendable (StreamingClientResponse<[UInt8]>) async throws -> Void
    ) async throws -> Void
    private let single: @Sendable (
        ClientRequest<[UInt8]>, MethodDescriptor, CallOptions
    ) async throws -> ClientResponse<[UInt8]>
    /// Refuses new calls.
    let beginGracefulShutdown: @Sendable () -> Void

    init(_ client: GRPCClient<some ClientTransport>) {
        self.stream = { request, method, options, body in
            try await client.bidirectionalStreaming(
                request: request, descriptor: method, serializer: BytesCoding(), deserializer: BytesCoding(),
                options: options, onResponse: body)
        }
        self.single = { request, method, options in
            try await client.unary(
                request: request, descriptor: method, serializer: BytesCoding(), deserializer: BytesCoding(),
                options: options, onResponse: { $0 })
        }
        self.beginGracefulShutdown = { client.beginGracefulShutdown() }
    }

    func unary(
        _ method: MethodDescriptor, _ message: [UInt8] = [], metadata: Metadata = [:], timeout: Duration? = nil
    ) async throws -> ClientResponse<[UInt8]> {
        try await self.single(ClientRequest(message: message, metadata: metadata), method, Self.options(timeout))
    }

    /// The error of a unary call that must fail.
    func failure(
        _ method: MethodDescriptor, _ message: [UInt8] = [], metadata: Metadata = [:], timeout: Duration? = nil
    ) async -> RPCError? {
        do {
            let response = try await self.unary(method, message, metadata: metadata, timeout: timeout)
            _ = try response.message
            return nil
        } catch {
            return error as? RPCError
        }
    }

    func streaming(
        _ method: MethodDescriptor, metadata: Metadata = [:], timeout: Duration? = nil,
        write: @escaping @Sendable (RPCWriter<[UInt8]>) async throws -> Void,
        read: @escaping @Sendable (StreamingClientResponse<[UInt8]>) async throws -> Void
    ) async throws {
        try await self.stream(
            StreamingClientRequest(metadata: metadata, producer: write), method, Self.options(timeout), read)
    }

    private static func options(_ timeout: Duration?) -> CallOptions {
        var options = CallOptions.defaults
        options.timeout = timeout
        return options
    }
}
