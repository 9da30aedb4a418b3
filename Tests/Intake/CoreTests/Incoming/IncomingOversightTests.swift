import Clocks
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Intake

/// Watched deadlines of incoming documents, and who handles what how fast, on a real database.
@Suite(.timeLimit(.minutes(10))) struct IncomingOversightTests {
    private static func directed(_ desk: IncomingDesk, key: String = "a", seconds: Int) async throws -> String {
        let id = try await desk.client.enterIncoming(IncomingDesk.paper(key, notation: "\(key)/UBND")).incoming.id
        try await desk.step(id, by: IncomingDesk.clerk, .register(.init()))
        try await desk.step(
            id, by: IncomingDesk.director,
            .direct(
                .with {
                    $0.assignments = [
                        .with {
                            $0.unitCode = "QLDT"
                            $0.lead = true
                        },
                        .with { $0.officerCode = "CV11" },
                    ]
                    $0.deadlineAt = .init(desk.clock.now() + .seconds(seconds))
                }))
        return id
    }

    private static func watch(_ desk: IncomingDesk) -> IncomingDeadlineWatch {
        IncomingDeadlineWatch(
            postgres: desk.postgres, eventLog: EventLog(), deadlines: DeadlineConfiguration(), clock: desk.clock,
            identifiers: UUIDv7Source())
    }

    private static func told(_ desk: IncomingDesk, of kind: String) async throws -> [Hoso_Intake_V1_IncomingDeadlineReached] {
        try await desk.postgres.query(
            "SELECT payload FROM event_log WHERE name = 'intake.incoming_deadline_reached.v1' ORDER BY position"
        ).map { try Hoso_Intake_V1_IncomingDeadlineReached(serializedBytes: try $0.decode(column: 0, as: [UInt8].self)) }
            .filter { $0.kind == kind }
    }

    @Test func `H-23 each stage of a deadline is told once, however many watch`() async throws {
        try await IncomingDesk.with { desk in
            _ = try await Self.directed(desk, seconds: 10 * 86_400)
            let watch = Self.watch(desk)
            _ = try await watch.round()
            #expect(try await Self.told(desk, of: "handling").isEmpty)
            for _ in 0..<4 {
                desk.clock.advance(by: .seconds(3 * 86_400))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 { group.addTask { _ = try await watch.round() } }
                    try await group.waitForAll()
                }
            }
            // Days 3 and 6: nothing; day 9: soon; day 12: told to those who oversee, at once.
            let lead = try await Self.told(desk, of: "handling")
            #expect(lead.map(\.stage) == ["soon", "escalated"])
            #expect(lead.map(\.officerCodes) == [["CV10", "TP10"], ["CV10", "TP10"]])
            #expect(lead.map(\.overseerCodes) == [[], [IncomingDesk.director, IncomingDesk.clerk]])
            let others = try await Self.told(desk, of: "cooperation")
            #expect(others.map(\.stage) == ["soon", "escalated"] && others.allSatisfy { $0.officerCodes == ["CV11"] })
        }
    }

    @Test func `H-23 what was handled in time is not told, and a document nobody registers is`() async throws {
        try await IncomingDesk.with { desk in
            let done = try await Self.directed(desk, seconds: 7200)
            try await desk.step(done, by: "CV10", .finish(.with { $0.result = "xong" }))
            let waiting = try await desk.client.enterIncoming(IncomingDesk.paper("b", notation: "9/UBND")).incoming.id
            desk.clock.advance(by: .seconds(30 * 86_400))
            _ = try await Self.watch(desk).round()

            #expect(try await Self.told(desk, of: "handling").isEmpty)
            let late = try await Self.told(desk, of: "registration")
            #expect(late.map(\.incomingID) == [waiting] && late.map(\.overseerCodes) == [[IncomingDesk.director]])
        }
    }

    private static func request(_ desk: IncomingDesk, by reader: String) -> Hoso_Intake_V1_ListIncomingOfficersRequest {
        .with {
            $0.officerCode = reader
            $0.agencyCode = IncomingDesk.agency
            $0.from = Hoso_Common_V1_Day(desk.clock.now().vietnamDate)
            $0.to = Hoso_Common_V1_Day(desk.clock.now().vietnamDate.adding(days: 5))
        }
    }

    private static func handled(
        _ desk: IncomingDesk, of officer: String, by reader: String, late: Bool = false, limit: Int32 = 0, after: String = ""
    ) async throws -> Hoso_Intake_V1_ListIncomingHandledResponse {
        let today = desk.clock.now().vietnamDate
        return try await desk.client.listIncomingHandled(
            .with {
                $0.officerCode = reader
                $0.agencyCode = IncomingDesk.agency
                $0.ofCode = officer
                $0.from = Hoso_Common_V1_Day(today.adding(days: -1))
                $0.to = Hoso_Common_V1_Day(today)
                $0.late = late
                $0.limit = limit
                $0.after = after
            })
    }

    @Test func `H-24 a leader sees what each person handled and has, in time and late, down to the document`() async throws {
        try await IncomingDesk.with { desk in
            let request = Self.request(desk, by: "TT01")
            let late = try await Self.directed(desk, key: "1", seconds: 3600)
            let open = try await Self.directed(desk, key: "2", seconds: 86_400)
            desk.clock.advance(by: .seconds(7200))
            try await desk.step(late, by: "CV11", .report(.with { $0.text = "đã góp ý" }))
            try await desk.step(late, by: "CV10", .finish(.with { $0.result = "xong" }))

            let officers = try await desk.client.listIncomingOfficers(request).officers
            func of(_ code: String) throws -> Hoso_Intake_V1_IncomingOfficerWork { try #require(officers.first { $0.officerCode == code }) }
            let lead = try of("CV10")
            #expect(lead.handled == 1 && lead.doneLate == 1 && lead.onTime == 0 && lead.meanSeconds == 7200)
            #expect(lead.waiting == 1 && lead.late == 0 && lead.hasOldestSinceAt)
            let helper = try of("CV11")
            #expect(helper.handled == 1 && helper.doneLate == 1 && helper.waiting == 1)
            let clerk = try of(IncomingDesk.clerk)
            #expect(clerk.handled == 2 && clerk.onTime == 2 && clerk.waiting == 0)
            let director = try of(IncomingDesk.director)
            #expect(director.handled == 2)

            let steps = try await Self.handled(desk, of: "CV10", by: IncomingDesk.director, late: true).steps
            #expect(steps.map(\.incomingID) == [late] && steps.map(\.kind) == ["handling"] && steps.map(\.late) == [true])
            // What waits leads to the document too.
            let waiting = try await desk.client.listIncomingWork(
                .with {
                    $0.readerCode = IncomingDesk.director
                    $0.officerCode = "CV10"
                    $0.agencyCode = IncomingDesk.agency
                }
            ).items
            #expect(waiting.map(\.incomingID) == [open])
            let first = try await Self.handled(desk, of: IncomingDesk.clerk, by: "TT01", limit: 1)
            let second = try await Self.handled(desk, of: IncomingDesk.clerk, by: "TT01", limit: 1, after: first.nextAfter)
            #expect(first.steps.map(\.incomingID) == [late] && second.steps.map(\.incomingID) == [open] && second.nextAfter.isEmpty)
        }
    }

    @Test func `H-24 who passes the lead on has handled it, and the next one has it`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await Self.directed(desk, seconds: 86_400)
            try await desk.step(
                id, by: "TP10",
                .transfer(
                    .with {
                        $0.unitCode = "KT"
                        $0.reason = "đúng chức năng"
                    }))
            #expect(try await Self.handled(desk, of: "TP10", by: "TP10").steps.map(\.incomingID) == [id])
            #expect(try await desk.work(of: "CV10").isEmpty)
            #expect(try await desk.work(of: "TP11").map(\.kind) == ["handling"])
        }
    }

    @Test func `R75 a head sees the unit, others nobody, and each denial is kept`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await Self.directed(desk, seconds: 3600)
            let own = try await desk.client.listIncomingOfficers(Self.request(desk, by: "TP10")).officers
            #expect(own.map(\.officerCode) == ["CV10", "TP10"])
            var denied: [HosoFailure?] = []
            denied.append(try await desk.failure { _ = try await desk.client.listIncomingOfficers(Self.request(desk, by: "CV10")) })
            denied.append(try await desk.failure { _ = try await Self.handled(desk, of: "CV11", by: "TP10") })
            denied.append(
                try await desk.failure {
                    _ = try await desk.client.listIncomingWork(
                        .with {
                            $0.readerCode = "CV10"
                            $0.agencyCode = IncomingDesk.agency
                            $0.unitCode = "KT"
                        })
                })
            denied.append(
                try await desk.failure {
                    _ = try await desk.client.countIncomingWork(
                        .with {
                            $0.readerCode = "CV11"
                            $0.agencyCode = IncomingDesk.agency
                            $0.officerCode = "CV10"
                        })
                })
            denied.append(
                try await desk.failure {
                    _ = try await desk.client.listIncoming(
                        .with {
                            $0.officerCode = "CV10"
                            $0.agencyCode = IncomingDesk.agency
                            $0.year = 2026
                        })
                })
            denied.append(try await desk.failure { try await desk.step(id, by: "CV11", .finish(.with { $0.result = "x" })) })
            #expect(denied.allSatisfy { $0?.code == .denied })
            let kept = try await desk.postgres.query("SELECT officer_code FROM incoming_denials ORDER BY officer_code")
                .map { try $0.decode(column: 0, as: String.self) }
            #expect(kept == ["CV10", "CV10", "CV10", "CV11", "CV11", "TP10"])
            await #expect(throws: (any Error).self) { _ = try await desk.postgres.query("DELETE FROM incoming_denials") }
        }
    }
}
