import AsyncHTTPClient
import BlobStore
import Clocks
import Foundation
import GRPCCore
import GRPCInProcessTransport
import Logging
import NIOCore
import NIOHTTP1
import ServiceKit
import ServiceLifecycle
import TestSupport

@testable import Gateway

/// A gateway on a loopback socket with a scripted backend.
struct EdgeRig: Sendable {
    let base: String
    let script: Script
    let blobs: FileSystemBlobStore
    let directory: String

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: String

        /// A member of the body's JSON object.
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(self.body.utf8)) as? [String: Any] ?? [:]
        }
    }

    static func run(
        _ script: Script = Script(methods: PublicMethods.all), uploadLimitBytes: Int64 = 1_048_576,
        _ body: @escaping @Sendable (EdgeRig) async throws -> Void
    ) async throws {
        let transport = InProcessTransport()
        try await withGRPCServer(transport: transport.server, services: [script]) { _ in
            try await withGRPCClient(transport: transport.client, interceptors: [CallTracing()]) { client in
                try await Self.run(script, calling: client, uploadLimitBytes: uploadLimitBytes, body)
            }
        }
    }

    /// Runs a gateway whose backend is reached by a client of the caller's.
    static func run(
        _ script: Script, calling client: GRPCClient<some ClientTransport>, uploadLimitBytes: Int64 = 1_048_576,
        _ body: @escaping @Sendable (EdgeRig) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.with { directory in
            let blobs = try FileSystemBlobStore(directory: directory)
            try await Self.serve(client, blobs, directory, uploadLimitBytes) { port in
                try await body(
                    EdgeRig(base: "http://127.0.0.1:\(port)", script: script, blobs: blobs, directory: directory))
            }
        }
    }

    /// A gateway that does not listen yet.
    static func edge(
        _ client: GRPCClient<some ClientTransport>, _ blobs: FileSystemBlobStore, _ directory: String, _ limit: Int64 = 1_048_576
    ) -> HTTPEdge {
        var logger = Logger(label: "gateway.test")
        logger.logLevel = .critical
        return HTTPEdge(
            backend: Backend(client), blobs: blobs,
            configuration: GatewayConfiguration(
                httpPort: 0, grpcPort: 0, uploadLimitBytes: limit, uploadFolder: "\(directory)/uploads"), clock: FixedClock(),
            identifiers: SequentialIdentifiers(), logger: logger)
    }

    private static func serve(
        _ client: GRPCClient<some ClientTransport>, _ blobs: FileSystemBlobStore, _ directory: String, _ limit: Int64,
        _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        let edge = Self.edge(client, blobs, directory, limit)
        let (ports, sink) = AsyncStream.makeStream(of: Int.self)
        let group = ServiceGroup(services: [try edge.service { sink.yield($0) }], logger: edge.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                try await body(port)
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await self.send(HTTPClientRequest(url: self.base + path), headers: headers)
    }

    func post(
        _ path: String, _ body: String, officer: String? = "CC001", key: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        try await self.post(path, bytes: ByteBuffer(string: body), officer: officer, key: key, headers: headers)
    }

    func post(
        _ path: String, bytes: ByteBuffer, officer: String? = "CC001", key: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: self.base + path)
        request.method = .POST
        request.body = .bytes(bytes)
        var headers = headers
        headers["X-Hoso-Officer"] = officer
        headers["Idempotency-Key"] = key
        return try await self.send(request, headers: headers)
    }

    func send(_ request: HTTPClientRequest, headers: [String: String]) async throws -> Answer {
        var request = request
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.redirectConfiguration = .disallow
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let answer: Answer
        do {
            let response = try await client.execute(request, timeout: .minutes(5))
            let body = try await response.body.collect(upTo: 64 * 1_048_576)
            answer = Answer(
                status: Int(response.status.code),
                headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first },
                body: String(buffer: body))
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
        return answer
    }
}
