import GRPCCore
import HosoProto
import SwiftProtobuf
import Synchronization

@testable import Gateway

/// A backend for one test: answers the methods it was told about and keeps what it was asked.
final class Script: RegistrableRPCService {
    typealias Answer = @Sendable ([UInt8]) async throws -> [[UInt8]]

    struct Asked: Sendable {
        let method: String
        let message: [UInt8]
        let metadata: Metadata
    }

    private struct State {
        var answers: [String: Answer] = [:]
        var asked: [Asked] = []
    }

    private let methods: [MethodDescriptor]
    private let state = Mutex(State())

    init(methods: [MethodDescriptor]) { self.methods = methods }

    /// Lets everybody read every file.
    static var openFiles: Script {
        let script = Script(methods: PublicMethods.all)
        script.on(Hoso_Records_V1_RightsService.Method.CheckFile.descriptor) { (_: Hoso_Records_V1_CheckFileRequest) in
            Hoso_Records_V1_CheckFileResponse()
        }
        return script
    }

    /// Answers a method with one message.
    func on<Input: Message, Output: Message>(
        _ method: MethodDescriptor, _ answer: @escaping @Sendable (Input) async throws -> Output
    ) {
        self.stream(method) { (input: Input) in [try await answer(input)] }
    }

    /// Answers a method with some messages.
    func stream<Input: Message, Output: Message>(
        _ method: MethodDescriptor, _ answer: @escaping @Sendable (Input) async throws -> [Output]
    ) {
        self.state.withLock { state in
            state.answers[method.fullyQualifiedMethod] = { bytes in
                try await answer(Input(serializedBytes: bytes)).map { try $0.serializedBytes() }
            }
        }
    }

    /// Every request so far.
    var asked: [Asked] { self.state.withLock { $0.asked } }

    /// The last request of a method.
    func last<Input: Message>(_ method: MethodDescriptor, as type: Input.Type = Input.self) throws -> Input? {
        try self.asked.last { $0.method == method.fullyQualifiedMethod }.map { try Input(serializedBytes: $0.message) }
    }

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        for method in self.methods {
            router.registerHandler(forMethod: method, deserializer: RawBytes(), serializer: RawBytes()) { request, _ in
                var message: [UInt8] = []
                for try await next in request.messages { message = next }
                let asked = Asked(method: method.fullyQualifiedMethod, message: message, metadata: request.metadata)
                let answer = self.state.withLock { state in
                    state.asked.append(asked)
                    return state.answers[method.fullyQualifiedMethod]
                }
                guard let answer else { throw RPCError(code: .unavailable, message: "not scripted") }
                let replies = try await answer(message)
                return StreamingServerResponse { writer in
                    for reply in replies { try await writer.write(reply) }
                    return [:]
                }
            }
        }
    }
}
