import Clocks
import DigitizationDomain
import Foundation
import GRPCCore
import GRPCInProcessTransport
import HosoProto
import Logging
import Messaging
import ServiceKit
import ServiceLifecycle
import SwiftProtobuf
import TestSupport
import Testing

@testable import Digitization

/// The service as it is composed, called over gRPC's in-process transport, its recognition running.
@Suite(.serialized, .timeLimit(.minutes(10))) struct WatchPaperTests {
    @Test func `a caller follows a paper until it leaves the background work`() async throws {
        try await Self.withService { desk, client in
            let request = try await desk.request("samples/08-licence.pdf")
            let captured = try await client.capturePaper(request)

            let states = try await client.watchPaper(.with { $0.paperID = captured.paper.id }) { response in
                try await response.messages.reduce(into: []) { $0.append($1) }
            }

            #expect(states.last?.paper.state == .captured)
            #expect(states.last?.pagesDone == 1)
            #expect(states.last?.pagesTotal == 1)
            #expect(states.dropLast().allSatisfy { $0.paper.state == .received })
            #expect(try await client.getPaper(.with { $0.paperID = captured.paper.id }).paper == states.last?.paper)
            #expect(try await client.listPapers(.with { $0.dossierCode = request.dossierCode }).papers.count == 1)
        }
    }

    @Test func `R23 extraction before the signature is refused with who can act`() async throws {
        try await Self.withService { desk, client in
            let captured = try await client.capturePaper(try await desk.request("samples/08-licence.pdf"))

            let error = await #expect(throws: RPCError.self) {
                try await client.extractFields(.with { $0.paperID = captured.paper.id })
            }

            let failure = try #require(error.map(HosoFailure.init))
            #expect(failure.code == .wrongState)
            #expect(failure.messageVi.contains("Người xử lý tiếp"))
        }
    }

    @Test(arguments: [Data(), Data([1]), Data(repeating: 1, count: 17)])
    func `an id that is none is refused`(id: Data) async throws {
        try await Self.withService { _, client in
            let error = await #expect(throws: RPCError.self) { try await client.getPaper(.with { $0.paperID = id }) }
            #expect(error.map { HosoFailure($0).code } == .invalidArgument)
        }
    }

    static func withService(
        _ body: @Sendable @escaping (
            Desk, Hoso_Digitization_V1_DigitizationService.Client<InProcessTransport.Client>
        ) async throws -> Void
    ) async throws {
        try await Desk.with { desk in
            var configuration = DigitizationConfiguration(recognition: Desk.worker)
            configuration.idlePause = .milliseconds(20)
            let definition = DigitizationService.make(
                postgres: desk.client, eventLog: EventLog(), blobs: desk.blobs, clock: SystemClock(),
                identifiers: UUIDv7Source(), logger: Logger(label: "test"), configuration: configuration)
            let transport = InProcessTransport()
            let server = GRPCServer(transport: transport.server, services: definition.rpc)
            let client = GRPCClient(transport: transport.client)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.serve() }
                group.addTask { try await client.runConnections() }
                for service in definition.background { group.addTask { try await service.run() } }
                try await body(desk, Hoso_Digitization_V1_DigitizationService.Client(wrapping: client))
                client.beginGracefulShutdown()
                server.beginGracefulShutdown()
                group.cancelAll()
            }
        }
    }
}
