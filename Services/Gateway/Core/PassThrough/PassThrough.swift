import Clocks
import GRPCCore
import GatewayDomain
import ServiceKit
import Synchronization

/// Hands calls from one transport to another, byte for byte.
///
/// Works on the parts of a call instead of a registered handler: the server's initial metadata goes to the caller when
/// it arrives, which a handler that returns its response as a whole cannot do without a task of its own.
struct PassThrough<Transport: ClientTransport>: Sendable {
    let calls: GRPCClient<Transport>
    private let methods: [String: MethodDescriptor]

    init(calls: GRPCClient<Transport>, methods: [MethodDescriptor]) {
        self.calls = calls
        self.methods = Dictionary(methods.map { ($0.fullyQualifiedMethod, $0) }) { first, _ in first }
    }


    /// Carries one call from its first part to its status.
    func handle<Bytes: GRPCContiguousBytes & Sendable>(
        _ stream: RPCStream<RPCAsyncSequence<RPCRequestPart<Bytes>, any Error>, RPCWriter<RPCResponsePart<Bytes>>.Closable>,
        _ context: ServerContext
    ) async {
        let end: RPCResponsePart<Bytes>
        if let method = self.methods[stream.descriptor.fullyQualifiedMethod] {
            let start = ContinuousClock.now
            end = await Self.untilCancelled(context) { await self.carry(stream, as: method) }
            if case .status(let status, _) = end {
                let failure = RPCError.Code(status.code).map { RPCError(code: $0, message: "") }
                AnswerMetrics.record(method, failure: failure, since: start)
            }
        } else {
            end = .status(Status(code: .unimplemented, message: "There is no such method."), [:])
        }
        do {
            try await stream.outbound.write(end)
            await stream.outbound.finish()
        } catch {
            // The caller is gone; there is nobody left to tell.
            await stream.outbound.finish(throwing: error)
        }
    }

    /// Runs a call and cancels it when the caller cancels or hangs up.
    private static func untilCancelled<Bytes: GRPCContiguousBytes & Sendable>(
        _ context: ServerContext, _ call: @escaping @Sendable () async -> RPCResponsePart<Bytes>
    ) async -> RPCResponsePart<Bytes> {
        await withTaskGroup(of: RPCResponsePart<Bytes>?.self) { group in
            group.addTask { await call() }
            group.addTask {
                do {
                    try await context.cancellation.cancelled
                    return nil
                } catch {
                    // Only because this task was cancelled: the call has ended, and its end is what counts.
                    return nil
                }
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .status(Status(code: .cancelled, message: "The call was cancelled."), [:])
        }
    }

    private func carry<Bytes: GRPCContiguousBytes & Sendable>(
        _ stream: RPCStream<RPCAsyncSequence<RPCRequestPart<Bytes>, any Error>, RPCWriter<RPCResponsePart<Bytes>>.Closable>,
        as method: MethodDescriptor
    ) async -> RPCResponsePart<Bytes> {
        do {
            let (metadata, rest) = try await Self.opening(of: stream.inbound)
            return try await TraceContext.$current.withValue(metadata.trace) {
                try await self.forward(metadata, rest, to: stream.outbound, as: method)
            }
        } catch let error as RPCError {
            return .status(Status(code: Status.Code(error.code), message: error.message), error.metadata)
        } catch {
            return .status(Status(code: .unavailable, message: "The gateway is stopping."), [:])
        }
    }

    /// Calls the service and hands on what it answers.
    private func forward<Bytes: GRPCContiguousBytes & Sendable>(
        _ metadata: Metadata, _ rest: RequestMessages<Bytes>, to outbound: RPCWriter<RPCResponsePart<Bytes>>.Closable,
        as method: MethodDescriptor
    ) async throws -> RPCResponsePart<Bytes> {
        var options = CallOptions.defaults
        let timeout = metadata[stringValues: "grpc-timeout"].first { _ in true }
        if let timeout {
            guard let duration = CallTimeout.parse(timeout) else {
                throw RPCError(code: .internalError, message: "The timeout \(timeout.prefix(16)) cannot be read.")
            }
            options.timeout = duration
        }
        let request = StreamingClientRequest<[UInt8]>(metadata: Self.forwarded(metadata)) { writer in
            while let message = try await rest.next() { try await writer.write(message) }
        }
        return try await self.calls.bidirectionalStreaming(
            request: request, descriptor: method, serializer: BytesCoding(), deserializer: BytesCoding(),
            options: options
        ) { response in try await Self.answer(response, to: outbound) }
    }

    private static func answer<Bytes: GRPCContiguousBytes & Sendable>(
        _ response: StreamingClientResponse<[UInt8]>, to outbound: RPCWriter<RPCResponsePart<Bytes>>.Closable
    ) async throws -> RPCResponsePart<Bytes> {
        let contents = try response.accepted.get()
        try await outbound.write(.metadata(contents.metadata))
        for try await part in contents.bodyParts {
            switch part {
            case .message(let bytes): try await outbound.write(.message(Bytes(bytes)))
            case .trailingMetadata(let trailers): return .status(Status(code: .ok, message: ""), trailers)
            }
        }
        return .status(Status(code: .ok, message: ""), [:])
    }

    /// The metadata that opens a call, and the messages after it.
    private static func opening<Bytes: GRPCContiguousBytes & Sendable>(
        of inbound: RPCAsyncSequence<RPCRequestPart<Bytes>, any Error>
    ) async throws -> (Metadata, RequestMessages<Bytes>) {
        var parts = inbound.makeAsyncIterator()
        guard case .metadata(let metadata) = try await parts.next() else {
            throw RPCError(code: .internalError, message: "The call did not begin with metadata.")
        }
        return (metadata, RequestMessages(parts))
    }

    /// Metadata without what belongs to one hop: pseudo headers, the timeout, encodings, and HTTP's own fields.
    private static func forwarded(_ metadata: Metadata) -> Metadata {
        Metadata(metadata.filter { !$0.key.hasPrefix(":") && !Self.hopByHop.contains($0.key.lowercased()) }.map { ($0.key, $0.value) })
    }
}
