import GatewayDomain
import Hummingbird

/// The router of the gateway.
typealias EdgeRouter = Router<EdgeRequestContext>

extension Router where Context == EdgeRequestContext {
    /// Adds a GET route that answers with JSON.
    func answering(get path: RouterPath, _ answer: @escaping @Sendable (RequestInput) async throws -> some Encodable & Sendable) {
        self.get(path) { request, context in
            try JSONResponse.make(try await answer(RequestInput(request: request, context: context)))
        }
    }

    /// Adds a POST route that answers with JSON.
    func answering(
        post path: RouterPath, status: HTTPResponse.Status = .ok,
        _ answer: @escaping @Sendable (RequestInput) async throws -> some Encodable & Sendable
    ) {
        self.post(path) { request, context in
            try JSONResponse.make(try await answer(RequestInput(request: request, context: context)), status: status)
        }
    }

    /// Adds a POST route that makes something new; a replay says so in a header.
    func making(
        post path: RouterPath, status: HTTPResponse.Status,
        _ answer: @escaping @Sendable (RequestInput, String) async throws -> (body: some Encodable & Sendable, replayed: Bool)
    ) {
        self.post(path) { request, context in
            let input = RequestInput(request: request, context: context)
            let (body, replayed) = try await answer(input, try input.idempotencyKey())
            var response = try JSONResponse.make(body, status: status)
            if replayed { response.headers[.idempotencyReplayed] = "true" }
            return response
        }
    }
}
