import Clocks
public import GRPCCore

/// Sends the trace of the current task along with every call.
public struct CallTracing: ClientInterceptor {
    /// The key of the metadata, as HTTP calls the header.
    static let key = "traceparent"

    /// Makes an interceptor.
    public init() {}

    /// Adds the trace; one that somebody else put into the metadata is replaced by what this task works for.
    public func intercept<Input: Sendable, Output: Sendable>(
        request: StreamingClientRequest<Input>,
        context: ClientContext,
        next: (StreamingClientRequest<Input>, ClientContext) async throws -> StreamingClientResponse<Output>
    ) async throws -> StreamingClientResponse<Output> {
        var request = request
        if let trace = TraceContext.current {
            request.metadata.replaceOrAddString(trace.traceparent, forKey: Self.key)
        }
        return try await next(request, context)
    }
}
