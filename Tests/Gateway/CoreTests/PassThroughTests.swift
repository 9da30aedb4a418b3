import Foundation
import GRPCCore
import GRPCInProcessTransport
import GRPCNIOTransportHTTP2
import GatewayDomain
import HosoProto
import Logging
import ServiceLifecycle
import SwiftProtobuf
import Testing

@testable import Gateway

/// The pass-through on a loopback socket, with a service behind it.
@Suite(.timeLimit(.minutes(10))) struct PassThroughTests {
    /// Runs a test with a service reached in the process.
    private static func run(
        _ service: some RegistrableRPCService, methods: [MethodDescriptor],
        _ body: @escaping @Sendable (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Void
    ) async throws {
        let transport = InProcessTransport()
        try await withGRPCServer(transport: transport.server, services: [service]) { _ in
            try await withGRPCClient(transport: transport.client) { try await Self.serve($0, methods, body) }
        }
    }

    /// Runs a test with a service behind HTTP/2: GRPCCore's in-process transport does not tell a server that its caller
    /// gave up.
    private static func runOverHTTP2(
        _ service: some RegistrableRPCService, methods: [MethodDescriptor],
        _ body: @escaping @Sendable (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Void
    ) async throws {
        let server = HTTP2ServerTransport.Posix(
            address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext)
        try await withGRPCServer(transport: server, services: [service]) { _ in
            let transport = try HTTP2ClientTransport.Posix(
                target: .ipv4(address: "127.0.0.1", port: try await server.listeningAddress.ipv4?.port ?? 0),
                transportSecurity: .plaintext)
            try await withGRPCClient(transport: transport) { try await Self.serve($0, methods, body) }
        }
    }

    private static func serve(
        _ inside: GRPCClient<some ClientTransport>, _ methods: [MethodDescriptor],
        _ body: @escaping @Sendable (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Void
    ) async throws {
        let logger = Logger(label: "gateway.test") { _ in SwiftLogNoOpLogHandler() }
        let edge = GRPCEdge(calls: inside, methods: methods, address: "127.0.0.1", port: 0, logger: logger)
        let services = ServiceGroup(services: [edge], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            let client = try HTTP2ClientTransport.Posix(
                target: .ipv4(address: "127.0.0.1", port: try await edge.port), transportSecurity: .plaintext)
            try await withGRPCClient(transport: client) { try await body($0) }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    private static func unary(
        _ client: GRPCClient<HTTP2ClientTransport.Posix>, _ method: MethodDescriptor, _ message: [UInt8] = [],
        metadata: Metadata = [:], options: CallOptions = .defaults
    ) async throws -> ClientResponse<[UInt8]> {
        try await client.unary(
            request: ClientRequest(message: message, metadata: metadata), descriptor: method, serializer: RawBytes(),
            deserializer: RawBytes(), options: options
        ) { $0 }
    }

    @Test func `no method of the services is missing`() throws {
        let root = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_ROOT"], "no root: run `make test`")
        let contract = try Google_Protobuf_FileDescriptorSet(
            serializedBytes: Data(contentsOf: URL(fileURLWithPath: "\(root)/Proto/descriptors.binpb")))
        let methods = contract.file.flatMap { file in
            file.service.filter { !PublicMethods.inside.contains("\(file.package).\($0.name)") }.flatMap { service in service.method.map { "\(file.package).\(service.name)/\($0.name)" } }
        }

        #expect(!methods.isEmpty)
        #expect(Set(PublicMethods.all.map(\.fullyQualifiedMethod)) == Set(methods))
        #expect(PublicMethods.all.allSatisfy { $0.type != nil })
    }

    @Test func `each public method arrives under its own name`() async throws {
        let script = Script(methods: PublicMethods.all)
        try await Self.run(script, methods: PublicMethods.all) { client in
            for method in PublicMethods.all {
                let response = try await Self.unary(client, method, [1])
                // The script knows no answers, and says so with its own words.
                let error = #expect(throws: RPCError.self) { try response.message }
                #expect(error?.message == "not scripted")
            }
            #expect(script.asked.map(\.method) == PublicMethods.all.map(\.fullyQualifiedMethod))
        }
    }

    @Test func `bytes, metadata and trailers come through unchanged`() async throws {
        let message = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await Self.run(EchoService(), methods: EchoService.methods) { client in
            let response = try await Self.unary(
                client, EchoService.unary, message, metadata: ["x-own": "a", "x-own": "b", "x-own-bin": .binary([0, 255, 10])])

            #expect(try response.message == message)
            #expect(Array(response.metadata[stringValues: "x-initial"]) == ["here"])
            #expect(Array(response.metadata[stringValues: "x-own"]) == ["a", "b"])
            #expect(Array(response.metadata[binaryValues: "x-own-bin"]) == [[0, 255, 10]])
            #expect(Array(response.trailingMetadata[stringValues: "x-trailer"]) == ["there"])
        }
    }

    @Test func `every kind of streaming comes through`() async throws {
        try await Self.run(EchoService(), methods: EchoService.methods) { client in
            let sum = try await client.clientStreaming(
                request: StreamingClientRequest { writer in for size in 1...10 { try await writer.write(Array(repeating: 1, count: size)) } },
                descriptor: EchoService.sum, serializer: RawBytes(), deserializer: RawBytes(), options: .defaults
            ) { try $0.message }
            let count = try await client.serverStreaming(
                request: ClientRequest(message: [200]), descriptor: EchoService.count, serializer: RawBytes(),
                deserializer: RawBytes(), options: .defaults
            ) { response in try await response.messages.reduce(into: [UInt8]()) { $0 += $1 } }
            let chat = try await client.bidirectionalStreaming(
                request: StreamingClientRequest { writer in
                    try await writer.write([1, 2])
                    try await writer.write([3, 4])
                },
                descriptor: EchoService.chat, serializer: RawBytes(), deserializer: RawBytes(), options: .defaults
            ) { response in try await response.messages.reduce(into: [[UInt8]]()) { $0.append($1) } }

            #expect(sum == Array("55".utf8))
            #expect(count == Array(0..<200))
            #expect(chat == [[2, 1], [4, 3]])
        }
    }

    @Test func `a failure keeps its code, words and details`() async throws {
        try await Self.run(EchoService(), methods: EchoService.methods) { client in
            let response = try await Self.unary(client, EchoService.fail)
            let error = try #require(#expect(throws: RPCError.self) { try response.message })

            #expect(error.code == .failedPrecondition)
            #expect(error.message == "chưa ký")
            #expect(Array(error.metadata[binaryValues: "grpc-status-details-bin"]) == [[1, 2, 3]])
            #expect(Array(error.metadata[stringValues: "x-why"]) == ["R23"])
        }
    }

    @Test func `a timeout of nine characters is kept`() async throws {
        try await Self.run(EchoService(), methods: EchoService.methods) { client in
            let response = try await Self.unary(client, EchoService.unary, metadata: ["grpc-timeout": "29999000u"])
            _ = try response.message
            let carried = try #require(response.metadata[stringValues: "x-timeout"].first { _ in true })
            let timeout = try #require(CallTimeout.parse(carried))

            #expect(timeout <= .microseconds(29_999_000))
            #expect(timeout > .seconds(1))
        }
    }

    @Test func `a call over its deadline ends, though grpc-swift would drop the header`() async throws {
        let service = EchoService()
        try await Self.run(service, methods: EchoService.methods) { client in
            let response = try await Self.unary(client, EchoService.hang, metadata: ["grpc-timeout": "00100000u"])
            let error = try #require(#expect(throws: RPCError.self) { try response.message })

            #expect(error.code == .deadlineExceeded)
        }
        var events = service.events.makeAsyncIterator()
        #expect(await events.next() == "began")
        #expect(await events.next() == "cancelled")
    }

    @Test(arguments: ["abc", "123456789u", "-1S", "1s"])
    func `a timeout that cannot be read is an error, not for ever`(timeout: String) async throws {
        try await Self.run(EchoService(), methods: EchoService.methods) { client in
            let response = try await Self.unary(client, EchoService.unary, metadata: ["grpc-timeout": "\(timeout)"])

            #expect(throws: RPCError.self) { try response.message }
        }
    }

    @Test func `cancelling at the edge cancels inside`() async throws {
        let service = EchoService()
        try await Self.runOverHTTP2(service, methods: EchoService.methods) { client in
            var events = service.events.makeAsyncIterator()
            await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await Self.unary(client, EchoService.hang) }
                #expect(await events.next() == "began")
                group.cancelAll()
            }
            #expect(await events.next() == "cancelled")
        }
    }

    @Test func `a method that does not exist is unimplemented and reaches nobody`() async throws {
        let script = Script(methods: PublicMethods.all)
        try await Self.run(script, methods: PublicMethods.all) { client in
            let strange = MethodDescriptor(fullyQualifiedService: "hoso.intake.v1.IntakeService", method: "DropEverything")
            let response = try await Self.unary(client, strange)
            let error = #expect(throws: RPCError.self) { try response.message }

            #expect(error?.code == .unimplemented)
            #expect(script.asked.isEmpty)
        }
    }
}
