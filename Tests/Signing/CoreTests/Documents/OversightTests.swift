import BlobStore
import Clocks
import Foundation
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import Spreadsheet
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// Watched deadlines, who does what how fast, and the register book, on a real database.
@Suite(.timeLimit(.minutes(10))) struct OversightTests {
    private static func asking(_ desk: DocumentDesk, _ id: String, seconds: Int) async throws {
        try await desk.take(
            id, by: DocumentDesk.drafter,
            .askOpinions(
                .with {
                    $0.asked = [.with { $0.unitCode = "TCKT" }]
                    $0.deadlineAt = .init(desk.bench.clock.now() + .seconds(seconds))
                }))
    }

    private static func told(_ desk: DocumentDesk) async throws -> [Hoso_Signing_V1_DeadlineReached] {
        try await desk.bench.tools.postgres.query(
            "SELECT payload FROM event_log WHERE name = 'signing.deadline_reached.v1' ORDER BY position"
        ).map { try Hoso_Signing_V1_DeadlineReached(serializedBytes: try $0.decode(column: 0, as: [UInt8].self)) }
    }

    @Test func `H-23 each stage of a deadline is told once, however many watch`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            try await Self.asking(desk, draft.id, seconds: 10 * 86_400)
            let watch = DeadlineWatch(tools: desk.bench.tools)
            _ = try await watch.round()
            #expect(try await Self.told(desk).isEmpty)
            for _ in 0..<4 {
                desk.bench.clock.advance(by: .seconds(3 * 86_400))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 { group.addTask { _ = try await watch.round() } }
                    try await group.waitForAll()
                }
            }
            // Days 3 and 6: nothing; day 9: soon; day 12: told to those who oversee, at once.
            let told = try await Self.told(desk)
            #expect(told.map(\.stage) == ["soon", "escalated"])
            #expect(told.map(\.officerCodes) == [["CV03", "TP02"], ["CV03", "TP02"]])
            #expect(told.map(\.overseerCodes) == [[], [DocumentDesk.drafter]])
            _ = try await watch.round()
            #expect(try await Self.told(desk).count == 2)
        }
    }

    @Test func `H-23 what was done in time is not told`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            try await Self.asking(desk, draft.id, seconds: 7200)
            try await desk.take(
                draft.id, by: "CV03",
                .giveOpinion(
                    .with {
                        $0.number = 1
                        $0.version = 1
                        $0.position = "agree"
                    }))
            desk.bench.clock.advance(by: .seconds(30 * 86_400))
            _ = try await DeadlineWatch(tools: desk.bench.tools).round()
            #expect(try await Self.told(desk).isEmpty)
        }
    }

    private static func period(_ desk: DocumentDesk, _ reader: String) -> Hoso_Signing_V1_ListOfficerWorkRequest {
        .with {
            $0.officerCode = reader
            $0.agencyCode = DocumentDesk.agency
            $0.from = Hoso_Common_V1_Day(desk.bench.clock.now().vietnamDate)
            $0.to = Hoso_Common_V1_Day(desk.bench.clock.now().vietnamDate.adding(days: 5))
        }
    }

    @Test func `H-24 a leader sees what each person did and has, in time and late, down to the document`() async throws {
        try await DocumentDesk.with { desk in
            let request = Self.period(desk, "TT01")
            let draft = try await desk.draft()
            try await Self.asking(desk, draft.id, seconds: 3600)
            desk.bench.clock.advance(by: .seconds(7200))
            try await desk.take(
                draft.id, by: "CV03",
                .giveOpinion(
                    .with {
                        $0.number = 1
                        $0.version = 1
                        $0.position = "agree"
                    }))
            try await desk.take(draft.id, by: DocumentDesk.drafter, .answerOpinion(.with { $0.number = 1; $0.takenOver = true }))
            try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init()))

            let officers = try await desk.client.listOfficerWork(request).officers
            let adviser = try #require(officers.first { $0.officerCode == "CV03" })
            #expect(adviser.advised == 1 && adviser.handled == 0 && adviser.doneLate == 1 && adviser.onTime == 0)
            #expect(adviser.meanSeconds == 7200)
            let drafter = try #require(officers.first { $0.officerCode == DocumentDesk.drafter })
            #expect(drafter.handled == 1 && drafter.onTime == 1 && drafter.waiting == 0)
            let signer = try #require(officers.first { $0.officerCode == DocumentDesk.signer })
            #expect(signer.waiting == 1 && signer.hasOldestSinceAt)

            let steps = try await desk.client.listHandled(
                .with {
                    $0.officerCode = "TT01"
                    $0.agencyCode = DocumentDesk.agency
                    $0.ofCode = "CV03"
                    $0.from = request.from
                    $0.to = request.to
                    $0.late = true
                }
            ).steps
            #expect(steps.map(\.documentID) == [draft.id] && steps.map(\.kind) == ["opinion"] && steps.map(\.late) == [true])
        }
    }

    @Test func `R75 a head sees the unit, others are denied and the denial is kept`() async throws {
        try await DocumentDesk.with { desk in
            _ = try await desk.draft()
            let unit = try await desk.client.listOfficerWork(Self.period(desk, "TP02")).officers
            #expect(unit.isEmpty)
            let own = try await desk.client.listOfficerWork(Self.period(desk, DocumentDesk.head)).officers
            #expect(own.map(\.officerCode) == [DocumentDesk.drafter])
            let denied = try await desk.failure { _ = try await desk.client.listOfficerWork(Self.period(desk, DocumentDesk.drafter)) }
            #expect(denied?.code == .denied)
            let other = try await desk.failure {
                _ = try await desk.client.listHandled(
                    .with {
                        let request = Self.period(desk, DocumentDesk.head)
                        $0.officerCode = DocumentDesk.head
                        $0.agencyCode = DocumentDesk.agency
                        $0.ofCode = "CV03"
                        $0.from = request.from
                        $0.to = request.to
                    })
            }
            #expect(other?.code == .denied)
            let kept = try await desk.bench.tools.postgres.query("SELECT officer_code FROM access_denials ORDER BY officer_code")
                .map { try $0.decode(column: 0, as: String.self) }
            #expect(kept == [DocumentDesk.drafter, DocumentDesk.head])
            await #expect(throws: (any Error).self) { _ = try await desk.bench.tools.postgres.query("DELETE FROM access_denials") }
        }
    }

    @Test func `the register book holds every number of the period, as PDF and as spreadsheet`() async throws {
        try await DocumentDesk.with { desk in
            let issued = try await desk.issue()
            _ = try await desk.client.reserveNumber(
                .with {
                    $0.idempotencyKey = "paper-1"
                    $0.officerCode = DocumentDesk.clerk
                    $0.agencyCode = DocumentDesk.agency
                    $0.type = "decision"
                    $0.secrecy = .none
                    $0.unitCode = "CCVC"
                    $0.reason = "bản giấy"
                    $0.hours = 1
                })
            let today = Hoso_Common_V1_Day(desk.bench.clock.now().vietnamDate)
            func book(_ format: String, by officer: String) -> Hoso_Signing_V1_MakeRegisterRequest {
                .with {
                    $0.officerCode = officer
                    $0.agencyCode = DocumentDesk.agency
                    $0.agencyName = "Sở Nội vụ"
                    $0.from = today
                    $0.to = today
                    $0.format = format
                }
            }
            let csv = try await desk.client.makeRegister(book("csv", by: DocumentDesk.clerk))
            #expect(csv.rows == 2 && csv.file.mediaType == "text/csv")
            let text = String(decoding: try await desk.bench.tools.blobs.get(try DocumentDesk.reference(csv.file)), as: UTF8.self)
            let lines = text.split(separator: "\r\n").map(String.init)
            #expect(lines.count == 3)
            #expect(lines[1].hasPrefix("\(issued.number.notation),05/03/2026,Quyết định Về việc phân công công tác,CB001,\"H99.12, H99.21\",CCVC,3,05/03/2026"))
            #expect(lines[2].contains("Số giữ: bản giấy"))
            let workbook = try await desk.client.makeRegister(book("xlsx", by: DocumentDesk.clerk))
            #expect(workbook.rows == 2 && workbook.file.mediaType == SpreadsheetFormat.xlsx.mediaType && workbook.file.name.hasSuffix(".xlsx"))
            let rows = try SheetReader.rows(
                try await desk.bench.tools.blobs.get(try DocumentDesk.reference(workbook.file)),
                limits: SheetLimits(fileBytes: 1 << 20, rows: 10, columns: 20, unpackedBytes: 1 << 20))
            #expect(rows.count == 3 && rows[1][0] == .text(issued.number.notation))
            #expect(rows[1][1] == .date(desk.bench.clock.now().vietnamDate) && rows[1][6] == .number(3))
            let pdf = try await desk.client.makeRegister(book("pdf", by: "TT01"))
            #expect(pdf.rows == 2 && pdf.file.mediaType == "application/pdf")
            let denied = try await desk.failure { _ = try await desk.client.makeRegister(book("pdf", by: DocumentDesk.drafter)) }
            #expect(denied?.code == .denied)
            let unknown = try await desk.failure { _ = try await desk.client.makeRegister(book("ods", by: DocumentDesk.clerk)) }
            #expect(unknown?.code == .invalidArgument && unknown?.pointer == "format")
        }
    }
}
