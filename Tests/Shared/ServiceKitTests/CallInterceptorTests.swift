import Clocks
import CoreMetrics
import GRPCCore
import GRPCInProcessTransport
import ServiceKit
import Synchronization
import Testing

/// The interceptors every service answers and every client calls through.
@Suite(.timeLimit(.minutes(10))) struct CallInterceptorTests {
    /// Says which trace it worked for, or fails as it was told.
    private struct TraceService: RegistrableRPCService {
        static let method = MethodDescriptor(fullyQualifiedService: "hoso.test.v1.TraceService", method: "Tell", type: .unary)

        struct Coding: MessageSerializer, MessageDeserializer {
            func serialize<Bytes: GRPCContiguousBytes>(_ message: String) throws -> Bytes { Bytes(Array(message.utf8)) }
            func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> String {
                bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
            }
        }

        func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
            router.registerHandler(forMethod: Self.method, deserializer: Coding(), serializer: Coding()) { request, _ in
                var asked = ""
                for try await message in request.messages { asked = message }
                let (wish, begun) = (asked, TraceContext.current)
                if wish == "refuse" {
                    throw HosoFailure(code: .notFound, messageVi: "Không tìm thấy.", messageEn: "Nothing was found.")
                }
                return StreamingServerResponse { writer in
                    if wish == "break" { throw RPCError(code: .dataLoss, message: "broken") }
                    // The same while the answer is written.
                    try await writer.write(begun == TraceContext.current ? begun?.traceparent ?? "none" : "another")
                    return [:]
                }
            }
        }
    }

    /// Where the metrics of this process go, from the first use on.
    private static let registry: PrometheusRegistry = {
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(PrometheusFactory(registry))
        return registry
    }()

    private func call(_ wish: String = "", metadata: Metadata = [:]) async throws -> String {
        _ = Self.registry
        let transport = InProcessTransport()
        return try await withGRPCServer(
            transport: transport.server, services: [TraceService()], interceptors: [AnswerTracing(), AnswerMetrics()]
        ) { _ in
            try await withGRPCClient(transport: transport.client, interceptors: [CallTracing()]) { client in
                try await client.unary(
                    request: ClientRequest(message: wish, metadata: metadata), descriptor: TraceService.method,
                    serializer: TraceService.Coding(), deserializer: TraceService.Coding(), options: .defaults
                ) { try $0.message }
            }
        }
    }

    @Test func `a handler works for the trace of its caller, under an id of its own`() async throws {
        let trace = TraceContext.root()

        let told = try await TraceContext.$current.withValue(trace) { try await self.call() }

        let handled = try #require(TraceContext(traceparent: told))
        #expect(handled.traceID == trace.traceID)
        #expect(handled != trace)
    }

    @Test func `what the task works for replaces what the metadata say`() async throws {
        let trace = TraceContext.root()
        let metadata: Metadata = ["traceparent": "\(TraceContext.root().traceparent)"]

        let told = try await TraceContext.$current.withValue(trace) { try await self.call(metadata: metadata) }

        #expect(TraceContext(traceparent: told)?.traceID == trace.traceID)
    }

    @Test(arguments: [[:], ["traceparent": "nonsense"], ["traceparent": ""]] as [Metadata])
    func `without a trace that can be read a new one begins`(metadata: Metadata) async throws {
        let first = try await self.call(metadata: metadata)
        let second = try await self.call(metadata: metadata)

        let traces = [first, second].compactMap { TraceContext(traceparent: $0)?.traceID }
        #expect(Set(traces).count == 2)
    }

    @Test func `calls are counted by method and status, with their durations`() async throws {
        _ = try await self.call()
        await #expect(throws: RPCError.self) { try await self.call("refuse") }
        await #expect(throws: RPCError.self) { try await self.call("break") }

        let lines = Self.registry.text().split(separator: "\n")
        for code in ["ok", "notFound", "dataLoss"] {
            let series =
                #"rpc_server_duration_seconds_count{code="\#(code)",rpc_method="Tell",rpc_service="hoso.test.v1.TraceService"}"#
            #expect(lines.contains { $0.hasPrefix(series) && !$0.hasSuffix(" 0") }, "\(series)")
        }
    }

    @Test func `HTTP requests are counted by route, and a strange method is no label`() {
        _ = Self.registry
        RequestMetrics.record(route: "/v1/dossiers/{id}", method: "GET", status: 200, since: .now)
        RequestMetrics.record(route: nil, method: "BREW", status: 404, since: .now)

        let lines = Self.registry.text().split(separator: "\n").map(String.init)
        let name = "http_server_request_duration_seconds_count"
        #expect(lines.contains(#"\#(name){method="GET",route="/v1/dossiers/{id}",status="200"} 1"#))
        #expect(lines.contains(#"\#(name){method="other",route="none",status="404"} 1"#))
        #expect(!lines.contains { $0.contains("BREW") })
    }
}
