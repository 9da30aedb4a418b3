import Clocks
import HosoProto
import PKI
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// Who can sign and what waits for it (V-21).
@Suite(.timeLimit(.minutes(10))) struct ScarcityTests {
    @Test func `V-21 shows each certificate with what it is good for now`() async throws {
        try await SigningBench.with { bench in
            _ = try await bench.another(number: "CB002", from: .seconds(-100), to: .seconds(-50))
            _ = try await bench.another(number: "H99.11", kind: .organisation)
            _ = try await bench.sign()

            let all = try await ScarcityHandler(tools: bench.tools).signers(.init())

            let officer = try #require(all.signers.first { $0.holder == SigningBench.officer })
            #expect(officer.state == .usable && officer.profiles == ["desk-copy", "issued-person"] && officer.hasLastSignedAt)
            let expired = try #require(all.signers.first { $0.holder == "CB002" })
            #expect(expired.state == .expired && expired.profiles.isEmpty && !expired.hasLastSignedAt)
            let seal = try #require(all.signers.first { $0.holder == "H99.11" })
            #expect(seal.purpose == .organisation && seal.profiles == ["organisation-copy", "issued-organisation"])
        }
    }

    @Test func `V-21 finds certificates that end soon and those of one organisation`() async throws {
        try await SigningBench.with { bench in
            _ = try await bench.another(number: "CB002", to: .seconds(10 * 86_400))
            let handler = ScarcityHandler(tools: bench.tools)

            let soon = try await handler.signers(.with { $0.endingWithinDays = 2 })
            let other = try await handler.signers(.with { $0.organization = "khác" })

            #expect(soon.signers.map(\.holder) == [SigningBench.officer])
            #expect(other.signers.isEmpty)
        }
    }

    @Test func `V-21 a paper waits from the first request until it is signed`() async throws {
        try await SigningBench.with { bench in
            let handler = ScarcityHandler(tools: bench.tools)
            let intent = try await bench.prepare(bench.order())
            let waiting = try await handler.waiting(.init())

            #expect(waiting.documents.map(\.profile) == ["desk-copy"])
            #expect(waiting.documents.map(\.officerCode) == [SigningBench.officer])
            #expect(waiting.documents.first?.since.instant == intent.preparedAt)
            #expect(try await handler.waiting(.with { $0.officerCode = "CB999" }).documents.isEmpty)

            _ = try await bench.complete(intent)
            #expect(try await handler.waiting(.init()).documents.isEmpty)
        }
    }

    @Test func `V-22 a refused signature leaves the paper waiting and not signed`() async throws {
        try await SigningBench.with { bench in
            let intent = try await bench.prepare(bench.order())
            bench.clock.advance(by: .seconds(1_000))
            await #expect(throws: SigningRefusal.self) { try await bench.complete(intent) }

            let waiting = try await ScarcityHandler(tools: bench.tools).waiting(.init())
            #expect(waiting.documents.count == 1)
            #expect(waiting.documents.first?.reasonVi.isEmpty == false)
            #expect(try await bench.events() == ["signing.signature_refused.v1"])
        }
    }
}
