import Clocks
import DigitizationDomain
import HosoProto
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Digitization

@Suite(.timeLimit(.minutes(10))) struct DeskEquipmentTests {
    private static func request(
        _ agency: String = "H99.21", scanners: Int32 = 1, software: String = "NAPS2 7.4", people: Int32 = 3, trained: Int32 = 3,
        signatures: Int32 = 3
    ) -> Hoso_Digitization_V1_RecordDeskRequest {
        .with {
            $0.officerCode = "CB01"
            $0.desk = .with {
                $0.agencyCode = agency
                $0.desk = "Quầy 1"
                $0.scanners = scanners
                $0.software = software
                $0.people = people
                $0.trained = trained
                $0.withSignature = signatures
            }
        }
    }

    private static func handler(_ desk: Desk) -> DeskEquipmentHandler {
        DeskEquipmentHandler(store: DeskEquipmentStore(papers: desk.store, events: desk.events), clock: desk.clock)
    }

    @Test func `V-14 V-20 a desk is recorded with what it lacks, and recorded again in its place`() async throws {
        try await Desk.with { desk in
            let handler = Self.handler(desk)
            let poor = try await handler.record(Self.request(scanners: 0, software: "", people: 3, trained: 1, signatures: 2))
            #expect(poor.desk.lacks == [.scanner, .software, .training, .signature])
            _ = try await handler.record(Self.request("H99.22", people: 0, trained: 0, signatures: 0))
            let good = try await handler.record(Self.request())
            #expect(good.desk.lacks.isEmpty)

            let all = try await handler.list(.init()).desks
            #expect(all.map(\.agencyCode) == ["H99.21", "H99.22"])
            #expect(all[0] == good.desk)
            #expect(all[1].lacks == [.people])
            #expect(try await handler.list(.with { $0.agencyCode = "H99.22" }).desks.count == 1)
            #expect(try await desk.eventNames() == Array(repeating: "digitization.desk_recorded.v1", count: 3))
        }
    }

    @Test func `V-14 impossible counts and missing names are refused`() async throws {
        try await Desk.with { desk in
            let handler = Self.handler(desk)
            var nobody = Self.request()
            nobody.officerCode = ""
            for request in [
                Self.request(people: 1, trained: 2, signatures: 0), Self.request(people: 1, trained: 0, signatures: 2),
                Self.request(scanners: -1), Self.request(scanners: .max), Self.request(""), Self.request("a\0"), nobody,
                Self.request(software: String(repeating: "x", count: 201)),
            ] {
                await #expect(throws: HosoFailure.self) { try await handler.record(request) }
            }
            let recorded = try await handler.list(.init()).desks
            #expect(recorded.isEmpty)
        }
    }
}
