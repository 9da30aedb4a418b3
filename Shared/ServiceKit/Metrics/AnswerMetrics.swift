public import GRPCCore
import Metrics

/// Counts every answered call by method and status, and how long it took until its last word.
public struct AnswerMetrics: ServerInterceptor {
    /// Makes an interceptor.
    public init() {}

    /// Measures a call; a stream until it has ended.
    public func intercept<Input: Sendable, Output: Sendable>(
        request: StreamingServerRequest<Input>,
        context: ServerContext,
        next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
    ) async throws -> StreamingServerResponse<Output> {
        let start = ContinuousClock.now
        let method = context.descriptor
        do {
            let response = try await next(request, context)
            guard case .success(let contents) = response.accepted else {
                if case .failure(let error) = response.accepted { Self.record(method, failure: error, since: start) }
                return response
            }
            return StreamingServerResponse(of: Output.self, metadata: contents.metadata) { writer in
                do {
                    let trailers = try await contents.producer(writer)
                    Self.record(method, failure: nil, since: start)
                    return trailers
                } catch {
                    Self.record(method, failure: error, since: start)
                    throw error
                }
            }
        } catch {
            Self.record(method, failure: error, since: start)
            throw error
        }
    }

    /// Records one call.
    ///
    /// - Parameters:
    ///   - method: One of a bounded set: a method that exists.
    ///   - failure: What it ended with; nil when it succeeded.
    ///   - start: When it began.
    public static func record(_ method: MethodDescriptor, failure: (any Error)?, since start: ContinuousClock.Instant) {
        let code = failure.map { Self.code(of: $0).description } ?? "ok"
        Metrics.Timer(
            label: "rpc_server_duration_seconds",
            dimensions: [
                ("rpc_service", method.service.fullyQualifiedService), ("rpc_method", method.method), ("code", code),
            ]
        ).record(duration: ContinuousClock.now - start)
    }

    private static func code(of error: any Error) -> RPCError.Code {
        switch error {
        case let error as RPCError: error.code
        case let error as any RPCErrorConvertible: error.rpcErrorCode
        case is CancellationError: .cancelled
        default: .unknown
        }
    }
}
