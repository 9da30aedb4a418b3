public import Clocks
public import GRPCCore

/// Has a handler work for the trace its caller sent; a new one begins when it sent none or one that cannot be read.
public struct AnswerTracing: ServerInterceptor {
    /// Makes an interceptor.
    public init() {}

    /// Binds the trace while the handler runs, also while it writes its answers.
    public func intercept<Input: Sendable, Output: Sendable>(
        request: StreamingServerRequest<Input>,
        context: ServerContext,
        next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
    ) async throws -> StreamingServerResponse<Output> {
        let trace = request.metadata.trace
        return try await TraceContext.$current.withValue(trace) {
            let response = try await next(request, context)
            guard case .success(let contents) = response.accepted else { return response }
            return StreamingServerResponse(of: Output.self, metadata: contents.metadata) { writer in
                try await TraceContext.$current.withValue(trace) { try await contents.producer(writer) }
            }
        }
    }
}

extension Metadata {
    /// The trace to go on with, or a new one when there is none that can be read.
    public var trace: TraceContext { .continuing(self[stringValues: CallTracing.key].first { _ in true }) }
}
