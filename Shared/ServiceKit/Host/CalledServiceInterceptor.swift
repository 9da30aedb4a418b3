import GRPCAMQPTransport
import GRPCCore

/// Says which service is away when a call cannot reach it, and says so soon.
///
/// A failure a service told of itself travels on as it is.
struct CalledServiceInterceptor: ClientInterceptor {
    let presence: ServicePresence

    func intercept<Input: Sendable, Output: Sendable>(
        request: StreamingClientRequest<Input>,
        context: ClientContext,
        next: (StreamingClientRequest<Input>, ClientContext) async throws -> StreamingClientResponse<Output>
    ) async throws -> StreamingClientResponse<Output> {
        let service = Self.service(of: context.descriptor)
        guard try await !self.presence.isAbsent(service) else { throw Self.absent(service).rpcError }
        do {
            let response = try await next(request, context)
            switch response.accepted {
            case .success:
                self.presence.answered(service)
                return response
            case .failure(let error):
                if HosoFailure.carried(by: error) != nil { self.presence.answered(service) }
                return StreamingClientResponse(of: Output.self, error: Self.named(error, service))
            }
        } catch let error as RPCError {
            throw Self.named(error, service)
        }
    }

    /// `intake` of `hoso.intake.v1.IntakeService`.
    static func service(of method: MethodDescriptor) -> String {
        let parts = method.service.fullyQualifiedService.split(separator: ".")
        return parts.count > 2 ? String(parts[1]) : method.service.fullyQualifiedService
    }

    private static func absent(_ service: String) -> HosoFailure {
        HosoFailure(
            code: .unavailable,
            messageVi: "Dịch vụ hoso-\(service) không chạy nên yêu cầu chưa được thực hiện. "
                + "Người vận hành cần khởi động lại dịch vụ; sau đó hãy thử lại.",
            messageEn: "The service hoso-\(service) is not running, so nothing was done. "
                + "The operators have to start it; then try again.",
            whoCanMend: .operator, retryAfter: .seconds(5))
    }

    /// The service went away with the request, or just before it.
    private static func lost(_ service: String) -> HosoFailure {
        HosoFailure(
            code: .unavailable,
            messageVi: "Dịch vụ hoso-\(service) không chạy nữa nên không trả lời; yêu cầu có thể đã được thực hiện, hoặc sẽ được "
                + "thực hiện khi dịch vụ chạy lại. Người vận hành cần khởi động lại dịch vụ; sau đó hãy thử lại với cùng khóa "
                + "chống trùng.",
            messageEn: "The service hoso-\(service) is no longer running and did not answer; the request may have been done, or "
                + "may yet be when the service is back. The operators have to start it; then try again with the same "
                + "idempotency key.",
            whoCanMend: .operator, retryAfter: .seconds(5))
    }

    /// The broker is short of disk or memory.
    private static func blocked(_ error: RPCError) -> HosoFailure {
        let mayHaveRun = error.metadata[stringValues: AMQPTransportMetadata.mayHaveRun].contains("true")
        return HosoFailure(
            code: .unavailable,
            messageVi: "RabbitMQ không nhận tin nhắn vì thiếu dung lượng đĩa hoặc bộ nhớ; yêu cầu "
                + (mayHaveRun ? "có thể đã được thực hiện" : "chưa được thực hiện")
                + ". Người vận hành cần giải phóng chỗ (xem hosoctl doctor); sau đó hãy thử lại với cùng khóa chống trùng.",
            messageEn: "The broker takes no messages because it is short of disk or memory; the request "
                + (mayHaveRun ? "may have been done" : "was not done")
                + ". The operators have to make room (see hosoctl doctor); then try again with the same idempotency key. "
                + "(\(error.message))",
            whoCanMend: .operator, retryAfter: .seconds(30))
    }

    private static func failure(_ error: RPCError, _ service: String) -> HosoFailure {
        func says(_ key: String) -> Bool { error.metadata[stringValues: key].contains("true") }
        if says(AMQPTransportMetadata.serviceIsAway) { return self.lost(service) }
        if says(AMQPTransportMetadata.brokerIsBlocked) { return self.blocked(error) }
        return HosoFailure(
            code: .unavailable,
            messageVi: "Không tới được dịch vụ hoso-\(service) qua RabbitMQ; hãy thử lại với cùng khóa chống trùng. "
                + "Nếu kéo dài, người vận hành cần kiểm tra RabbitMQ và dịch vụ này.",
            messageEn: "The service hoso-\(service) cannot be reached over the broker; try again with the same idempotency "
                + "key. If it lasts, the operators have to look at the broker and this service. (\(error.message))",
            whoCanMend: .operator, retryAfter: .seconds(2))
    }

    /// A failure of the way to a service, with the service's name in it.
    static func named(_ error: RPCError, _ service: String) -> RPCError {
        guard error.code == .unavailable, HosoFailure.carried(by: error) == nil else { return error }
        var named = self.failure(error, service).rpcError
        // What the transport said about having run stays with the error.
        for (key, value) in error.metadata {
            if case .string(let text) = value { named.metadata.addString(text, forKey: key) }
        }
        return named
    }
}
