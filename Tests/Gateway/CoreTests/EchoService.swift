import GRPCCore

/// A service with every kind of streaming, which shows what reached it.
struct EchoService: RegistrableRPCService {
    static let unary = Self.method("Unary", .unary)
    static let sum = Self.method("Sum", .clientStreaming)
    static let count = Self.method("Count", .serverStreaming)
    static let chat = Self.method("Chat", .bidirectionalStreaming)
    static let fail = Self.method("Fail", .unary)
    static let hang = Self.method("Hang", .unary)
    static let methods = [unary, sum, count, chat, fail, hang]

    /// Told when a hanging call began and when it was cancelled.
    let events: AsyncStream<String>
    private let sink: AsyncStream<String>.Continuation

    init() { (self.events, self.sink) = AsyncStream.makeStream() }

    private static func method(_ name: String, _ type: MethodDescriptor.RPCType) -> MethodDescriptor {
        MethodDescriptor(service: ServiceDescriptor(fullyQualifiedService: "hoso.test.v1.EchoService"), method: name, type: type)
    }

    private typealias Request = StreamingServerRequest<[UInt8]>
    private typealias Response = StreamingServerResponse<[UInt8]>

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        self.add(Self.unary, &router) { request, _ in
            let all = try await Self.all(request)
            var metadata: Metadata = ["x-initial": "here"]
            for value in request.metadata[stringValues: "grpc-timeout"] { metadata.addString(value, forKey: "x-timeout") }
            for value in request.metadata[stringValues: "x-own"] { metadata.addString(value, forKey: "x-own") }
            for value in request.metadata[binaryValues: "x-own-bin"] { metadata.addBinary(value, forKey: "x-own-bin") }
            let initial = metadata
            return Response(metadata: initial) { writer in
                try await writer.write(all.flatMap { $0 })
                return ["x-trailer": "there"]
            }
        }
        self.add(Self.sum, &router) { request, _ in
            let total = try await Self.all(request).reduce(0) { $0 + $1.count }
            return Response { writer in
                try await writer.write(Array("\(total)".utf8))
                return [:]
            }
        }
        self.add(Self.count, &router) { request, _ in
            let number = try await Self.all(request).first?.first ?? 0
            return Response { writer in
                for index in 0..<number { try await writer.write([index]) }
                return ["x-trailer": "\(number)"]
            }
        }
        self.add(Self.chat, &router) { request, _ in
            Response { writer in
                for try await message in request.messages { try await writer.write(message.reversed()) }
                return [:]
            }
        }
        self.add(Self.fail, &router) { _, _ in
            throw RPCError(
                code: .failedPrecondition, message: "chưa ký",
                metadata: ["grpc-status-details-bin": .binary([1, 2, 3]), "x-why": "R23"])
        }
        self.add(Self.hang, &router) { _, context in
            self.sink.yield("began")
            try await context.cancellation.cancelled
            self.sink.yield("cancelled")
            throw RPCError(code: .cancelled, message: "cancelled")
        }
    }

    private func add<Transport: ServerTransport>(
        _ method: MethodDescriptor, _ router: inout RPCRouter<Transport>,
        _ handler: @escaping @Sendable (Request, ServerContext) async throws -> Response
    ) {
        router.registerHandler(forMethod: method, deserializer: RawBytes(), serializer: RawBytes(), handler: handler)
    }

    private static func all(_ request: Request) async throws -> [[UInt8]] {
        var messages: [[UInt8]] = []
        for try await message in request.messages { messages.append(message) }
        return messages
    }
}
