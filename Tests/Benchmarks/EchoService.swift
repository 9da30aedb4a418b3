import GRPCCore
import Postgres

/// Gives back what it gets: the smallest unary call there is, and the same with one question to the database in it.
struct EchoService: RegistrableRPCService {
    static let name = "hoso.bench.v1.EchoService"
    static let echo = Self.method("Echo")
    /// The same with its handler on the thread of the connections.
    static let echoOnThread = Self.method("EchoOnThread")
    /// Asks the database first, as a handler of a service does.
    static let ask = Self.method("Ask")
    static let askOnThread = Self.method("AskOnThread")
    static let methodsOnThread = Set([Self.echoOnThread, Self.askOnThread].map(\.fullyQualifiedMethod))

    struct Coding: MessageSerializer, MessageDeserializer {
        func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes { Bytes(message) }
        func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] { bytes.withUnsafeBytes { [UInt8]($0) } }
    }

    let database: PostgresClient

    private static func method(_ name: String) -> MethodDescriptor {
        MethodDescriptor(fullyQualifiedService: Self.name, method: name, type: .unary)
    }

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        for method in [Self.echo, Self.echoOnThread, Self.ask, Self.askOnThread] {
            let asks = method == Self.ask || method == Self.askOnThread
            router.registerHandler(forMethod: method, deserializer: Coding(), serializer: Coding()) { request, _ in
                var last: [UInt8] = []
                for try await message in request.messages { last = message }
                let reply = last
                if asks { try await self.ask(reply) }
                return StreamingServerResponse { writer in
                    try await writer.write(reply)
                    return [:]
                }
            }
        }
    }

    private func ask(_ message: [UInt8]) async throws {
        let found = try await self.database.query("SELECT \(message)::bytea").decodeOnly([UInt8].self)
        guard found == message else { throw BenchFailure(what: "another answer of the database") }
    }
}
