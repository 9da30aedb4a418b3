import Clocks
import GatewayDomain
import Hummingbird
import SwiftProtobuf

/// Routes whose bodies are messages of the contract in protobuf's JSON; who acts is the header's word, the id the path's.
extension Router where Context == EdgeRequestContext {
    /// Adds a POST route that changes something, or makes it anew each time.
    ///
    /// - Parameter id: Writes the `{id}` of the path into the message; nil = the path has none.
    func acting<Body: OfficerNaming, Answer: Message>(
        _ type: Body.Type, post path: RouterPath, id: (@Sendable (inout Body, String) -> Void)? = nil, status: HTTPResponse.Status = .ok,
        _ call: @escaping @Sendable (Body) async throws -> Answer
    ) {
        self.post(path) { request, context in
            let input = RequestInput(request: request, context: context)
            let identifier = try id == nil ? "" : input.identifier("id").description
            var body: Body = try await input.message()
            id?(&body, identifier)
            body.name(context.officerCode)
            return try ProtoJSON.response(try await call(body), status: status)
        }
    }

    /// Adds a POST route that makes something once for each idempotency key; a replay says so in a header.
    ///
    /// - Parameter replayed: Whether the answer says that it is one.
    func making<Body: KeyedRequest, Answer: Message>(
        _ type: Body.Type, post path: RouterPath, replayed: @escaping @Sendable (Answer) -> Bool = { _ in false },
        _ call: @escaping @Sendable (Body) async throws -> Answer
    ) {
        self.post(path) { request, context in
            let input = RequestInput(request: request, context: context)
            let key = try input.idempotencyKey()
            var body: Body = try await input.message()
            body.idempotencyKey = key
            body.name(context.officerCode)
            let answer = try await call(body)
            var response = try ProtoJSON.response(answer, status: .created)
            if replayed(answer) { response.headers[.idempotencyReplayed] = "true" }
            return response
        }
    }

    /// Adds a GET route of somebody who must be named, because reading is a right and is recorded (R75, R76).
    ///
    /// - Parameters:
    ///   - id: Writes the `{id}` of the path into the message; nil = the path has none.
    ///   - names: Parameters of the query that are known.
    ///   - fill: Takes them over.
    func reading<Question: OfficerNaming, Answer: Message>(
        _ type: Question.Type, get path: RouterPath, id: (@Sendable (inout Question, String) -> Void)? = nil,
        query names: Set<String> = [], fill: @escaping @Sendable (inout Question, QueryInput) throws -> Void = { _, _ in },
        _ call: @escaping @Sendable (Question) async throws -> Answer
    ) {
        self.get(path) { request, context in
            let input = RequestInput(request: request, context: context)
            var question = Question()
            if let id { id(&question, try input.identifier("id").description) }
            question.name(try input.readingOfficer())
            try fill(&question, try input.query(names))
            return try ProtoJSON.response(try await call(question))
        }
    }
}
