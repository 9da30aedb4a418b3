import AMQP
import Clocks
import Foundation
import GRPCAMQPTransport
import GRPCCore
import GRPCInProcessTransport
import HosoProto
import Logging
import Messaging
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Gateway

/// One trace from the HTTP request to the last event it caused.
@Suite(.timeLimit(.minutes(10))) struct TraceTests {
    private static let path = "/v1/reports/2026/3?agency=H29"
    private static let method = Hoso_Reporting_V1_ReportingService.Method.GetFigures.descriptor
    private static let given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    /// The trace a service behind the gateway was called for.
    private func carried(_ headers: [String: String]) async throws -> TraceContext? {
        let script = Script(methods: PublicMethods.all)
        try await EdgeRig.run(script) { rig in _ = try await rig.get(Self.path, headers: headers) }
        let text = script.asked.first?.metadata[stringValues: "traceparent"].first { _ in true }
        return text.flatMap { TraceContext(traceparent: $0) }
    }

    @Test func `a valid traceparent of the request goes on to the service under an id of the gateway's`() async throws {
        let trace = try #require(try await self.carried(["traceparent": Self.given]))

        #expect(trace.traceID == "0af7651916cd43dd8448eb211c80319c")
        #expect(trace.traceparent != Self.given)
    }

    @Test(arguments: [[:], ["traceparent": "00-1-2-01"], ["traceparent": String(repeating: "x", count: 4_000)]])
    func `without one that can be read the gateway begins a trace`(headers: [String: String]) async throws {
        let trace = try #require(try await self.carried(headers))

        #expect(trace.traceID != "0af7651916cd43dd8448eb211c80319c")
    }

    @Test func `one trace leads from the request over a call and an event to the event of its consumer`() async throws {
        let logger = Logger(label: "gateway.test") { _ in SwiftLogNoOpLogHandler() }
        try await TestDatabase.withSchema(migrations: Messaging.migrations) { teller in
            try await TestDatabase.withSchema(migrations: Messaging.migrations) { listener in
                let broker = AMQPClient(configuration: try TestBroker.configuration(), logger: logger)
                let chain = TraceChain(teller: teller, listener: listener, broker: broker, logger: logger)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await broker.run() }
                    try await broker.waitUntilConnected()
                    try await chain.prepare()
                    for service in try chain.services() { group.addTask { try await service() } }
                    let status = try await chain.request(Self.path, Self.method, traceparent: Self.given)
                    #expect(status == 200)
                    while try await chain.answers(of: Self.given).isEmpty { try await Task.sleep(for: .milliseconds(20)) }
                    try await chain.remove()
                    group.cancelAll()
                }

                let told = try await EventLog.events(ofTrace: "0af7651916cd43dd8448eb211c80319c", in: teller)
                let answered = try await EventLog.events(ofTrace: "0af7651916cd43dd8448eb211c80319c", in: listener)
                #expect(told.map(\.name) == ["test.told.v1"])
                #expect(answered.map(\.name) == ["test.answered.v1"])
                // Each hop has an id of its own.
                #expect(Set(([Self.given] + (told + answered).map(\.traceparent))).count == 3)
            }
        }
    }
}
