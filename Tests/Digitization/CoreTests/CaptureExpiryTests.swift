import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Logging
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Digitization

/// Captures nobody goes on with, on a real database.
@Suite(.serialized, .timeLimit(.minutes(10))) struct CaptureExpiryTests {
    private static func service(_ desk: CaptureTests.CaptureDesk) -> CaptureExpiryService {
        CaptureExpiryService(
            captures: desk.store, events: desk.desk.events, patience: .seconds(3600), clock: desk.desk.clock,
            logger: Logger(label: "test"))
    }

    @Test func `R25 a capture nobody touched is closed and told, and what it holds is kept`() async throws {
        try await CaptureTests.with { desk in
            let forgotten = try await desk.open("forgotten")
            let opened = desk.desk.clock.now()
            try await desk.add("samples/07-business.jpg", to: forgotten)
            // As old as the forgotten one, but somebody went on with it.
            let resumed = try await desk.open("resumed")
            desk.desk.clock.advance(by: .seconds(3000))
            try await desk.add("samples/07-business.jpg", to: resumed)
            let used = try await desk.open("used")
            desk.desk.clock.advance(by: .seconds(600))

            let closed = try await Self.service(desk).expireAll()
            let again = try await Self.service(desk).expireAll()
            let after = try #require(try await desk.store.capture(forgotten.id))
            let payloads = try await desk.desk.client.query(
                "SELECT payload FROM event_log WHERE name = 'digitization.capture_expired.v1'"
            ).map { try Hoso_Digitization_V1_CaptureExpired(serializedBytes: try $0.decode(column: 0, as: [UInt8].self)) }

            #expect(closed == 1 && again == 0)
            #expect(after.state == .expired)
            #expect(after.files.count == 1 && after.pages.count == 1)
            #expect(try await desk.desk.blobs.contains(try #require(after.files.first?.file.reference)))
            #expect(try await desk.store.capture(used.id)?.state == .open)
            #expect(try await desk.store.capture(resumed.id)?.state == .open)
            #expect(payloads.map(\.captureID) == [Data(forgotten.id.bytes)])
            #expect(payloads.map(\.pages) == [1] && payloads.map(\.officerCode) == ["CB01"])
            #expect(payloads.first?.changedAt.instant == opened)
        }
    }

    @Test func `an expired capture says so to whoever goes on with it`() async throws {
        try await CaptureTests.with { desk in
            let capture = try await desk.open()
            try await desk.add("samples/07-business.jpg", to: capture)
            desk.desk.clock.advance(by: .seconds(3600))
            try await Self.service(desk).expireAll()

            let failure = await #expect(throws: HosoFailure.self) {
                try await desk.rpc.bind.handle(capture.id, declaredPages: 1, officerCode: "CB02")
            }

            #expect(failure?.messageVi.contains("đã hết hạn") == true)
            #expect(try await desk.store.capture(capture.id)?.wire.state == .expired)
        }
    }

    @Test func `two services close each forgotten capture once`() async throws {
        try await CaptureTests.with { desk in
            for number in 0..<60 { _ = try await desk.open("k\(number)") }
            desk.desk.clock.advance(by: .seconds(3600))

            let closed = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await Self.service(desk).expireAll() } }
                return try await group.reduce(0, +)
            }

            #expect(closed == 60)
            #expect(try await desk.desk.eventNames() == Array(repeating: "digitization.capture_expired.v1", count: 60))
        }
    }
}
