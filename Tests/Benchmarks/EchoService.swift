import GRPCCore

/// Gives back what it gets; the smallest unary call there is.
struct EchoService: RegistrableRPCService {
    static let echo = MethodDescriptor(fullyQualifiedService: "hoso.bench.v1.EchoService", method: "Echo", type: .unary)

    struct Coding: MessageSerializer, MessageDeserializer {
        func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes { Bytes(message) }
        func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] { bytes.withUnsafeBytes { [UInt8]($0) } }
    }

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        router.registerHandler(forMethod: Self.echo, deserializer: Coding(), serializer: Coding()) { request, _ in
            var last: [UInt8] = []
            for try await message in request.messages { last = message }
            let reply = last
            return StreamingServerResponse { writer in
                try await writer.write(reply)
                return [:]
            }
        }
    }
}
