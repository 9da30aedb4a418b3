import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import ServiceKit
import TestSupport
import Testing

@testable import Digitization

@Suite(.timeLimit(.minutes(10))) struct CapturePaperTests {
    @Test func `the same key gives the same paper, another request under it is refused`() async throws {
        try await Desk.with { desk in
            let request = try await desk.request("samples/d02-blank.jpg")
            var other = request
            other.componentCode = "C2"

            let first = try await desk.capture.handle(request)
            desk.clock.advance(by: .seconds(5))
            let again = try await desk.capture.handle(request)

            #expect(!first.replayed)
            #expect(again.replayed)
            #expect(again.paper == first.paper)
            let failure = await #expect(throws: HosoFailure.self) { try await desk.capture.handle(other) }
            #expect(failure?.code == .keyReused)
            #expect(try await desk.store.papers(dossierCode: request.dossierCode).count == 1)
        }
    }

    @Test func `many at once under one key make one paper`() async throws {
        try await Desk.with { desk in
            let request = try await desk.request("samples/d02-blank.jpg")

            let fresh = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { try await !desk.capture.handle(request).replayed } }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }

            #expect(fresh == 1)
        }
    }

    static let faults: [(String, @Sendable (inout Hoso_Digitization_V1_CapturePaperRequest) -> Void)] = [
        ("dossier_id", { $0.dossierID = Data([1]) }), ("role", { $0.role = .unspecified }), ("role", { $0.role = .UNRECOGNIZED(9) }),
        ("secrecy", { $0.secrecy = .unspecified }), ("declared_pages", { $0.declaredPages = 0 }),
        ("declared_pages", { $0.declaredPages = 501 }), ("minimum_dpi", { $0.minimumDpi = 100 }),
        ("dossier_code", { $0.dossierCode = "" }), ("owner_id", { $0.ownerID = "a\0b" }),
        ("paper_type_code", { $0.paperTypeCode = String(repeating: "x", count: 101) }), ("title", { $0.title = String(repeating: "x", count: 501) }),
        ("scan", { $0.clearScan() }), ("scan", { $0.scan.sha256 = Data([1, 2]) }), ("scan", { $0.scan.sizeBytes = -1 }),
        ("scan", { $0.scan.sha256 = Data(repeating: 0, count: 32) }), ("idempotency_key", { $0.idempotencyKey = "" }),
        ("scan", { $0.secrecy = .topSecret }),
    ]

    @Test(arguments: faults.indices)
    func `a request that cannot be is refused at its field`(index: Int) async throws {
        try await Desk.with { desk in
            var request = try await desk.request("samples/d02-blank.jpg")
            Self.faults[index].1(&request)

            let failure = await #expect(throws: HosoFailure.self) { try await desk.capture.handle(request) }

            #expect(failure?.pointer == Self.faults[index].0)
            #expect(failure?.messageVi.isEmpty == false)
            #expect(try await desk.store.papers(dossierCode: "H30.1-260305-0001") == [])
        }
    }

    @Test func `R31 a secret paper leaves a stub without content and nothing to recognise`() async throws {
        try await Desk.with { desk in
            var request = try await desk.request("samples/d02-blank.jpg")
            request.secrecy = .secret
            request.clearScan()

            let response = try await desk.capture.handle(request)

            #expect(response.paper.state == .secretStub)
            #expect(response.paper.title.isEmpty)
            #expect(!response.paper.hasScan)
            #expect(try await desk.jobs.claim() == nil)
        }
    }
}
