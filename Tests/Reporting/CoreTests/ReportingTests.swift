import Clocks
import Foundation
import GRPCCore
import HosoProto
import Messaging
import Postgres
import ReportingDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Reporting

/// Figures from events on a real PostgreSQL.
@Suite(.timeLimit(.minutes(10))) struct ReportingTests {
    private let clock = FixedClock()
    private let month = ReportMonth(of: FixedClock().now())

    @discardableResult
    private func withReporting<Result: Sendable>(_ body: (PostgresClient) async throws -> Result) async throws -> Result {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + ReportingService.migrations, body)
    }

    /// The life of two dossiers, one of which gets everywhere, with a number for the event id of each.
    private func events() throws -> [IncomingEvent] {
        let full = "H99.12-260305-0001", scanned = "H99.12-260305-0002"
        return try [
            self.accepted(full, 1), self.accepted(scanned, 2),
            self.event(
                "digitization.paper_captured.v1", 3, Hoso_Digitization_V1_PaperCaptured.with { $0.paper.dossierCode = full }),
            self.event(
                "digitization.paper_captured.v1", 4, Hoso_Digitization_V1_PaperCaptured.with { $0.paper.dossierCode = scanned }),
            self.stored(full, .component, 5), self.stored(full, .result, 6),
            self.event("intake.component_reused.v1", 7, Hoso_Intake_V1_ComponentReused.with { $0.dossierCode = full }),
            self.event(
                "records.record_opened.v1", 8,
                Hoso_Records_V1_RecordOpened.with { $0.record = self.record("H99.12.2026.05.HTCT-0001") }),
            self.event(
                "records.record_opened.v1", 9,
                Hoso_Records_V1_RecordOpened.with { $0.record = self.record("H99.12.2026.05.HTCT-0002") }),
            self.event(
                "records.record_closed.v1", 10,
                Hoso_Records_V1_RecordClosed.with { $0.record = self.record("H99.12.2026.05.HTCT-0001") }),
            self.event(
                "records.record_moved.v1", 11,
                Hoso_Records_V1_RecordMoved.with {
                    $0.record = self.record("H99.12.2026.05.HTCT-0001")
                    $0.step = "accept"
                }),
            self.event(
                "records.record_opened.v1", 12,
                Hoso_Records_V1_RecordOpened.with { $0.record = self.record("H99.12.2026.05.HTCT-0003") }),
            self.event(
                "records.records_excluded.v1", 13,
                Hoso_Records_V1_RecordsExcluded.with {
                    $0.exclusion.fileCode = "H99.12.2026.05.HTCT-0003"
                    $0.exclusion.count = 1
                }),
            self.event("records.records_excluded.v1", 14, Hoso_Records_V1_RecordsExcluded.with { $0.exclusion.count = 40 }),
            self.event(
                "intake.paper_asked_again.v1", 15,
                Hoso_Intake_V1_PaperAskedAgain.with {
                    $0.dossierCode = scanned
                    $0.reason = .unreadable
                }),
            self.event(
                "records.record_taken_in.v1", 16,
                Hoso_Records_V1_RecordTakenIn.with {
                    $0.record = self.record("H99.12.1998.01-0004")
                    $0.record.openedAt = Google_Protobuf_Timestamp(self.clock.now() + .seconds(-20 * 366 * 86_400))
                    $0.kind = "TT02"
                    $0.takenInAt = Google_Protobuf_Timestamp(self.clock.now())
                }),
            // It goes on to the archive, and still is none of those created here.
            self.event(
                "records.record_moved.v1", 17,
                Hoso_Records_V1_RecordMoved.with {
                    $0.record = self.record("H99.12.1998.01-0004")
                    $0.step = "accept"
                }),
        ]
    }

    private func accepted(_ code: String, _ number: UInt64) throws -> IncomingEvent {
        try self.event(
            "intake.dossier_accepted.v1", number,
            Hoso_Intake_V1_DossierAccepted.with {
                $0.dossier = .with {
                    $0.id = Data(SequentialIdentifiers.identifier(1000 + number).bytes)
                    $0.code = code
                    $0.receivingAgencyCode = "H99.12"
                    $0.acceptedAt = Google_Protobuf_Timestamp(self.clock.now())
                }
            })
    }

    private func stored(_ code: String, _ role: Hoso_Common_V1_PaperRole, _ number: UInt64) throws -> IncomingEvent {
        try self.event(
            "digitization.paper_stored.v1", number,
            Hoso_Digitization_V1_PaperStored.with {
                $0.paper = .with {
                    $0.dossierCode = code
                    $0.role = role
                }
            })
    }

    private func record(_ code: String) -> Hoso_Records_V1_WorkRecord {
        .with {
            $0.id = Data(SequentialIdentifiers.identifier(2000 + UInt64(code.suffix(1).utf8.first ?? 0)).bytes)
            $0.fileCode = code
            $0.agencyCode = "H99.12"
            $0.openedAt = Google_Protobuf_Timestamp(self.clock.now())
        }
    }

    private func event(_ name: String, _ number: UInt64, _ message: some Message) throws -> IncomingEvent {
        IncomingEvent(
            id: SequentialIdentifiers.identifier(number), name: name, key: "k", source: "test",
            occurredAt: self.clock.now(), payload: try message.serializedBytes())
    }

    private func deliver(_ events: [IncomingEvent], _ client: PostgresClient) async throws {
        let handlers = Dictionary(
            uniqueKeysWithValues: FactRecorder.subscriptions(queue: "q").map { ($0.event, $0.handle) })
        for event in events {
            let handle = try #require(handlers[event.name])
            _ = try await client.withTransaction { try await handle(event, $0) }
        }
    }

    private func figures(
        _ client: PostgresClient, agency: String = "", month: ReportMonth? = nil
    ) async throws -> [String: [Int64]] {
        let month = month ?? self.month
        let response = try await ReportingRPC(postgres: client, clock: self.clock).getFigures(
            request: .with {
                $0.agencyCode = agency
                $0.year = Int32(month.year)
                $0.month = Int32(month.month)
            }, context: await .forTests)
        return Dictionary(
            uniqueKeysWithValues: response.figures.map {
                ($0.name, $0.hasDenominator ? [$0.numerator, $0.denominator.value] : [$0.numerator])
            })
    }

    private let expected: [String: [Int64]] = [
        "dossiersReceived": [2], "dossiersCapturedUnsigned": [1, 2], "dossiersDigitized": [1, 2],
        "dossiersWithElectronicResult": [1, 2], "dossiersReusing": [1, 2], "recordsComplete": [1, 2],
        "recordsTransferred": [1, 1], "recordsExcluded": [1], "recordsTakenIn": [1], "dossiersAskingAgain": [1, 2], "askedAgainUnreadable": [1, 1],
        "askedAgainExpired": [0, 1], "askedAgainChanged": [0, 1], "askedAgainLaw": [0, 1], "askedAgainDoubted": [0, 1],
        "askedAgainVoluntary": [0, 1], "askedAgainOther": [0, 1],
        "desksEquipped": [0, 0], "desksTrained": [0, 0],
    ]

    @Test func `R60 R64 figures count dossiers and records once, whatever happened to them`() async throws {
        try await self.withReporting { client in
            try await self.deliver(self.events(), client)

            #expect(try await self.figures(client) == self.expected)
            #expect(try await self.figures(client, agency: "H99.12") == self.expected)
            #expect(try await self.figures(client, agency: "H99.13")["dossiersReceived"] == [0])
        }
    }

    @Test func `R60 a letter to the agency counts in no figure of dossiers`() async throws {
        try await self.withReporting { client in
            let letter = Hoso_Digitization_V1_PaperCaptured.with {
                $0.paper.dossierCode = "VBDEN-1"
                $0.paper.role = .incoming
            }
            try await self.deliver([try self.event("digitization.paper_captured.v1", 1, letter)], client)

            #expect(try await client.query("SELECT code FROM facts WHERE code = 'VBDEN-1'").isEmpty)
        }
    }

    @Test func `R68 the same events again, or one by one in another order of keys, give the same figures`() async throws {
        try await self.withReporting { client in
            let events = try self.events()
            try await self.deliver(events + events, client)
            #expect(try await self.figures(client) == self.expected)
        }
        try await self.withReporting { client in
            let events = try self.events()
            // Orders that the bus may produce: each service's own order is kept, the services' logs interleave freely.
            try await self.deliver(Array(events[7...]) + Array(events[2...6]) + Array(events[..<2]), client)
            #expect(try await self.figures(client) == self.expected)
        }
    }

    @Test func `R60 the evidence names what is counted and the event that made it count`() async throws {
        try await self.withReporting { client in
            try await self.deliver(self.events(), client)
            let rpc = ReportingRPC(postgres: client, clock: self.clock)
            let request = Hoso_Reporting_V1_GetEvidenceRequest.with {
                $0.figure = "dossiersReceived"
                $0.side = .numerator
                $0.year = Int32(self.month.year)
                $0.month = Int32(self.month.month)
                $0.limit = 1
            }

            let first = try await rpc.getEvidence(request: request, context: await .forTests)
            let second = try await rpc.getEvidence(
                request: .with {
                    $0 = request
                    $0.afterCode = first.nextAfterCode
                }, context: await .forTests)

            #expect(first.items.map(\.code) == ["H99.12-260305-0001"])
            #expect(second.items.map(\.code) == ["H99.12-260305-0002"])
            #expect(first.items.first?.eventID == Data(SequentialIdentifiers.identifier(1).bytes))
        }
    }

    @Test func `R66 a capture is no longer counted as unsigned once a paper is stored`() async throws {
        try await self.withReporting { client in
            let events = try self.events()
            try await self.deliver(Array(events[..<4]), client)
            #expect(try await self.figures(client)["dossiersCapturedUnsigned"] == [2, 2])

            try await self.deliver([events[4]], client)
            #expect(try await self.figures(client)["dossiersCapturedUnsigned"] == [1, 2])
        }
    }

    @Test func `R19 a paper asked for again without a known reason is not counted but kept for somebody to look at`() async throws {
        try await self.withReporting { client in
            let event = try self.event(
                "intake.paper_asked_again.v1", 1, Hoso_Intake_V1_PaperAskedAgain.with { $0.dossierCode = "H99.12-260305-0001" })

            await #expect(throws: EventRejected.self) { try await self.deliver([event], client) }
        }
    }

    private func desk(
        _ agency: String, _ name: String, _ number: UInt64, lacks: [Hoso_Digitization_V1_DeskLack], day: String
    ) throws -> IncomingEvent {
        try self.event(
            "digitization.desk_recorded.v1", number,
            Hoso_Digitization_V1_DeskRecorded.with {
                $0.desk.agencyCode = agency
                $0.desk.desk = name
                $0.desk.lacks = lacks
                if let instant = UTCInstant(iso8601: day + "T03:00:00Z") { $0.desk.recordedAt = Google_Protobuf_Timestamp(instant) }
            })
    }

    @Test func `V-14 V-20 a desk counts as it stood at the end of each month, until somebody records another state`() async throws {
        let events = try [
            self.desk("H99.12", "Bàn 1", 1, lacks: [.scanner, .training], day: "2026-01-05"),
            self.desk("H99.12", "Bàn 1", 2, lacks: [.training], day: "2026-01-20"),
            self.desk("H99.12", "Bàn 1", 3, lacks: [.signature], day: "2026-03-02"),
            self.desk("H99.12", "Bàn 2", 4, lacks: [.software, .people], day: "2026-02-01"),
            self.desk("H99.21", "Bàn 1", 5, lacks: [], day: "2026-02-01"),
        ]
        for order in [events, events.reversed(), events + events] {
            try await self.withReporting { client in
                try await self.deliver(order, client)
                var seen: [[Int64]?] = []
                for month in [(2025, 12), (2026, 1), (2026, 2), (2026, 3), (2027, 1)] {
                    let figures = try await self.figures(client, month: ReportMonth(year: month.0, month: month.1))
                    seen += [figures["desksEquipped"], figures["desksTrained"]]
                }
                #expect(seen == [[0, 0], [0, 0], [1, 1], [0, 1], [2, 3], [1, 3], [2, 3], [2, 3], [2, 3], [2, 3]])
                let own = try await self.figures(client, agency: "H99.12", month: ReportMonth(year: 2026, month: 3))
                #expect(own["desksEquipped"] == [1, 2] && own["desksTrained"] == [1, 2])
            }
        }
    }

    @Test func `V-14 R60 the evidence of a desk figure names the desks and the events that recorded them, page by page`() async throws {
        try await self.withReporting { client in
            try await self.deliver(
                [
                    self.desk("H99.12", "Bàn 1", 1, lacks: [.scanner], day: "2026-01-05"),
                    self.desk("H99.12", "Bàn 1", 2, lacks: [], day: "2026-02-05"), self.desk("H99.12", "Bàn 2", 3, lacks: [], day: "2026-01-05"),
                    self.desk("H99.21", "Bàn 1", 4, lacks: [.people], day: "2026-01-05"),
                ], client)
            func page(_ figure: String, _ side: Hoso_Reporting_V1_EvidenceSide, after: String = "") async throws -> [Hoso_Reporting_V1_EvidenceItem] {
                try await ReportingRPC(postgres: client, clock: self.clock).getEvidence(
                    request: .with {
                        $0.figure = figure
                        $0.side = side
                        $0.year = 2026
                        $0.month = 3
                        $0.limit = 2
                        $0.afterCode = after
                    }, context: await .forTests
                ).items
            }

            let all = try await page("desksTrained", .denominator)
            let rest = try await page("desksTrained", .denominator, after: "H99.12/Bàn 2")
            let trained = try await page("desksTrained", .numerator)
            let equipped = try await page("desksEquipped", .numerator, after: "H99.12/Bàn 1")

            #expect(all.map(\.code) == ["H99.12/Bàn 1", "H99.12/Bàn 2"] && rest.map(\.code) == ["H99.21/Bàn 1"])
            #expect(all.first?.eventID == Data(SequentialIdentifiers.identifier(2).bytes))
            #expect(trained.map(\.code) == ["H99.12/Bàn 1", "H99.12/Bàn 2"])
            #expect(equipped.map(\.code) == ["H99.12/Bàn 2", "H99.21/Bàn 1"])
        }
    }

    @Test func `V-14 a desk without agency, name or time is set aside with its reason`() async throws {
        try await self.withReporting { client in
            for event in try [self.desk("", "Bàn 1", 1, lacks: [], day: "2026-01-05"), self.desk("H99.12", "", 2, lacks: [], day: "2026-01-05"), self.desk("H99.12", "Bàn 1", 3, lacks: [], day: "")] {
                await #expect(throws: EventRejected.self) { try await self.deliver([event], client) }
            }
        }
    }

    @Test func `R63 a denominator of zero is given as zero, so that no ratio can be shown`() async throws {
        try await self.withReporting { client in
            let figures = try await self.figures(client)

            #expect(figures["recordsComplete"] == [0, 0])
        }
    }

    @Test(arguments: [
        ("nothing", Hoso_Reporting_V1_EvidenceSide.numerator, Int32(3), HosoFailure.Code.notFound),
        ("dossiersReceived", .denominator, 3, .invalidArgument), ("dossiersReceived", .unspecified, 3, .invalidArgument),
        ("dossiersReceived", .numerator, 13, .invalidArgument),
    ])
    func `a question that makes no sense is refused`(
        figure: String, side: Hoso_Reporting_V1_EvidenceSide, month: Int32, code: HosoFailure.Code
    ) async throws {
        try await self.withReporting { client in
            let failure = try await #require(throws: HosoFailure.self) {
                try await ReportingRPC(postgres: client, clock: self.clock).getEvidence(
                    request: .with {
                        $0.figure = figure
                        $0.side = side
                        $0.year = 2026
                        $0.month = month
                    }, context: await .forTests)
            }
            #expect(failure.code == code)
        }
    }
}
