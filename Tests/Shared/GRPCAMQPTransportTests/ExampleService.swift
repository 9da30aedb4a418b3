import Dispatch
import GRPCCore

/// A service whose methods show every kind of call and of trouble.
struct ExampleService: RegistrableRPCService {
    struct Trouble: Error {}

    /// Full name; unique for each test, so that tests do not take each other's requests.
    let name: String
    let journal = Journal()
    /// Lets go of the handlers of ``block``.
    let release = DispatchSemaphore(value: 0)

    var echo: MethodDescriptor { self.method("Echo", .unary) }
    var fail: MethodDescriptor { self.method("Fail", .unary) }
    var explode: MethodDescriptor { self.method("Explode", .unary) }
    var hang: MethodDescriptor { self.method("Hang", .unary) }
    var slow: MethodDescriptor { self.method("Slow", .unary) }
    var sum: MethodDescriptor { self.method("Sum", .clientStreaming) }
    var count: MethodDescriptor { self.method("Count", .serverStreaming) }
    var chat: MethodDescriptor { self.method("Chat", .bidirectionalStreaming) }
    var place: MethodDescriptor { self.method("Place", .unary) }
    var block: MethodDescriptor { self.method("Block", .unary) }
    var nothing: MethodDescriptor { self.method("Nothing", .unary) }
    /// All it answers.
    var methods: [MethodDescriptor] {
        [self.echo, self.fail, self.explode, self.hang, self.slow, self.sum, self.count, self.chat, self.place, self.block]
    }

    func method(_ method: String, _ type: MethodDescriptor.RPCType?) -> MethodDescriptor {
        MethodDescriptor(fullyQualifiedService: self.name, method: method, type: type)
    }

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        self.register(self.echo, &router, self.answerEcho)
        self.register(self.fail, &router, self.answerFail)
        self.register(self.explode, &router) { _, _ in throw Trouble() }
        self.register(self.hang, &router, self.answerHang)
        self.register(self.slow, &router, self.answerSlow)
        self.register(self.sum, &router, self.answerSum)
        self.register(self.count, &router, self.answerCount)
        self.register(self.chat, &router, self.answerChat)
        self.register(self.place, &router, self.answerPlace)
        self.register(self.block, &router, self.answerBlock)
    }

    private func register<Transport: ServerTransport>(
        _ method: MethodDescriptor, _ router: inout RPCRouter<Transport>,
        _ handler: @escaping @Sendable (StreamingServerRequest<[UInt8]>, ServerContext) async throws ->
            StreamingServerResponse<[UInt8]>
    ) {
        router.registerHandler(
            forMethod: method, deserializer: BytesCoding(), serializer: BytesCoding(), handler: handler)
    }

    /// The message comes back, the request's metadata as initial metadata, `trail-` metadata as trailers.
    private func answerEcho(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        let message = try await Self.single(request)
        self.journal.note("echo")
        let own = request.metadata.filter { $0.key.hasPrefix("x-") }
        let trailers = request.metadata.filter { $0.key.hasPrefix("trail-") }
        var metadata = Metadata(own.map { ($0.key, $0.value) })
        if let timeout = request.metadata[stringValues: "grpc-timeout"].first(where: { _ in true }) {
            metadata.addString(timeout, forKey: "x-timeout")
        }
        return StreamingServerResponse(metadata: metadata) { writer in
            try await writer.write(message)
            return Metadata(trailers.map { ($0.key, $0.value) })
        }
    }

    /// The status whose number is the first byte, the rest as details.
    private func answerFail(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        let message = try await Self.single(request)
        guard let number = message.first, let status = Status.Code(rawValue: Int(number)),
            let code = RPCError.Code(status)
        else { return StreamingServerResponse { _ in [:] } }
        throw RPCError(
            code: code, message: "lỗi \(number)",
            metadata: ["grpc-status-details-bin": .binary(Array(message.dropFirst())), "x-why": "asked"])
    }

    /// Nothing, until cancelled; with `x-wait` metadata nothing before that note either.
    private func answerHang(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        _ = try await Self.single(request)
        self.journal.note("began")
        try await context.cancellation.cancelled
        if let note = request.metadata[stringValues: "x-wait"].first(where: { _ in true }) { await self.journal.waitRegardless(for: note) }
        self.journal.note("cancelled")
        throw RPCError(code: .cancelled, message: "cancelled")
    }

    /// The message, once the test allows it.
    private func answerSlow(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        let message = try await Self.single(request)
        self.journal.note("began")
        try await self.journal.wait(for: "go")
        return StreamingServerResponse { writer in
            try await writer.write(message)
            return [:]
        }
    }

    /// How many messages and bytes there were.
    private func answerSum(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        self.journal.note("began")
        if request.metadata["x-wait"].contains(where: { _ in true }) { try await self.journal.wait(for: "go") }
        var messages = 0
        var bytes = 0
        for try await message in request.messages {
            messages += 1
            bytes += message.count
            self.journal.note("taken")
        }
        let text = "\(messages) \(bytes)"
        return StreamingServerResponse { writer in
            try await writer.write(Array(text.utf8))
            return ["x-trailer": "sum"]
        }
    }

    /// As many messages of as many bytes as the text `<messages> <bytes>` says.
    private func answerCount(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        let words = try await String(decoding: Self.single(request), as: UTF8.self).split(separator: " ").map { Int($0) }
        let (messages, bytes) = (words.first.flatMap { $0 } ?? 0, words.last.flatMap { $0 } ?? 0)
        let journal = self.journal
        return StreamingServerResponse(metadata: ["x-initial": "count"]) { writer in
            for number in 0..<messages {
                do {
                    try await writer.write(Array(repeating: UInt8(truncatingIfNeeded: number), count: bytes))
                } catch {
                    journal.note("stopped")
                    throw error
                }
                journal.note("written")
            }
            return ["x-trailer": "count"]
        }
    }

    /// Every message, as it comes.
    private func answerChat(
        _ request: StreamingServerRequest<[UInt8]>, _ context: ServerContext
    ) async throws -> StreamingServerResponse<[UInt8]> {
        let journal = self.journal
        return StreamingServerResponse(metadata: ["x-initial": "chat"]) { writer in
            do {
                for try await message in request.messages { try await writer.write(message) }
            } catch {
                journal.note("stopped")
                throw error
            }
            return ["x-trailer": "chat"]
        }
    }

    static func single(_ request: StreamingServerRequest<[UInt8]>) async throws -> [UInt8] {
        var all: [UInt8]?
        for try await message in request.messages { all = message }
        guard let all else { throw RPCError(code: .invalidArgument, message: "no message") }
        return all
    }
}
