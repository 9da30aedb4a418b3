import GRPCCore
import Logging
import Postgres

/// Turns what a handler throws into a failure a caller can act on, and logs what nobody foresaw.
///
/// Refusals travel as they are. A database that cannot be reached becomes `unavailable`; anything else becomes
/// `internal` with a constant sentence, so that no detail of the inside leaves the process. At the level `debug` every call
/// leaves a line, so that a request can be followed through the logs by its trace.
struct FailureInterceptor: ServerInterceptor {
    let logger: Logger

    func intercept<Input: Sendable, Output: Sendable>(
        request: StreamingServerRequest<Input>,
        context: ServerContext,
        next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
    ) async throws -> StreamingServerResponse<Output> {
        self.logger.debug("took a call", metadata: ["rpc.method": "\(context.descriptor)"])
        do {
            let response = try await next(request, context)
            guard case .success(let contents) = response.accepted else { return response }
            return StreamingServerResponse(of: Output.self, metadata: contents.metadata) { writer in
                do {
                    return try await contents.producer(writer)
                } catch {
                    throw self.translated(error, context)
                }
            }
        } catch {
            throw self.translated(error, context)
        }
    }

    private func translated(_ error: any Error, _ context: ServerContext) -> any Error {
        switch error {
        case is RPCError, is HosoFailure, is CancellationError:
            return error
        case let error as PostgresError where error.isRetriable:
            self.log(error, context, level: .warning)
            return HosoFailure(
                code: .unavailable,
                messageVi: "Cơ sở dữ liệu của dịch vụ hoso-\(Self.service(context)) tạm thời không sẵn sàng, hãy thử lại sau. "
                    + "Nếu kéo dài, người vận hành cần kiểm tra PostgreSQL.",
                messageEn: "The database of the service hoso-\(Self.service(context)) cannot be reached now; try again later. "
                    + "If it lasts, the operators have to look at PostgreSQL.",
                whoCanMend: .time, retryAfter: .seconds(2))
        default:
            self.log(error, context, level: .error)
            return HosoFailure(
                code: .internal, messageVi: "Dịch vụ gặp lỗi ngoài dự kiến; hãy báo cho người vận hành kèm mã yêu cầu.",
                messageEn: "The service failed in a way its authors did not foresee; tell the operators the request id.")
        }
    }

    private static func service(_ context: ServerContext) -> String {
        CalledServiceInterceptor.service(of: context.descriptor)
    }

    private func log(_ error: any Error, _ context: ServerContext, level: Logger.Level) {
        self.logger.log(
            level: level, "a call failed",
            metadata: ["rpc.method": "\(context.descriptor)", "error": "\(error)", "error.type": "\(type(of: error))"])
    }
}
