import BlobStore
import Clocks
import HosoProto
import PDF
import Postgres
import ServiceKit
import Spreadsheet
import SwiftProtobuf
import TestSupport
import Testing

@testable import Intake

/// Register, follow-up book and slip of incoming documents (Decree 30/2020, appendix IV).
@Suite(.timeLimit(.minutes(10))) struct IncomingBooksTests {
    private static func request(_ kind: String, _ format: String, by officer: String = IncomingDesk.clerk) -> Hoso_Intake_V1_MakeIncomingBookRequest {
        .with {
            $0.officerCode = officer
            $0.agencyCode = IncomingDesk.agency
            $0.agencyName = "Sở Xây dựng"
            $0.kind = kind
            $0.year = 2026
            $0.format = format
        }
    }

    private static func text(_ desk: IncomingDesk, _ book: Hoso_Intake_V1_MakeIncomingBookResponse) async throws -> String {
        let reference = try #require(BlobReference(hex: book.sha256, sizeBytes: book.sizeBytes))
        return String(decoding: try await desk.blobs.get(reference), as: UTF8.self)
    }

    @Test func `the register holds every arrival in order, and the follow-up book how it is handled`() async throws {
        try await IncomingDesk.with { desk in
            for number in 1...3 {
                let id = try await desk.client.enterIncoming(IncomingDesk.paper("paper-\(number)", notation: "\(number)/UBND-VX")).incoming.id
                try await desk.step(id, by: IncomingDesk.clerk, .register(.init()))
                if number == 2 {
                    try await desk.step(
                        id, by: IncomingDesk.director,
                        .direct(
                            .with {
                                $0.assignments = [.with { $0.unitCode = "QLDT"; $0.lead = true }]
                                $0.opinion = "Trả lời"
                                $0.deadlineAt = .init(desk.clock.now() + .seconds(3600))
                            }))
                }
            }
            let register = try await desk.client.makeIncomingBook(Self.request("register", "csv"))
            #expect(register.rows == 3 && register.mediaType == "text/csv")
            let lines = try await Self.text(desk, register).split(separator: "\r\n").map(String.init)
            #expect(lines.count == 4 && lines[1].contains("1/UBND-VX") && lines[3].contains("3/UBND-VX"))
            #expect(lines[2].contains("QLDT"))

            let workbook = try await desk.client.makeIncomingBook(Self.request("register", "xlsx"))
            let file = try #require(BlobReference(hex: workbook.sha256, sizeBytes: workbook.sizeBytes))
            let limits = SheetLimits(fileBytes: 1 << 20, rows: 10, columns: 20, unpackedBytes: 1 << 20)
            let rows = try SheetReader.rows(try await desk.blobs.get(file), limits: limits)
            #expect(workbook.rows == 3 && workbook.mediaType == SpreadsheetFormat.xlsx.mediaType)
            #expect(rows.map { $0[1] } == [.text("Số đến"), .number(1), .number(2), .number(3)])
            #expect(rows.dropFirst().allSatisfy { $0[0] == .date(desk.clock.now().vietnamDate) })
            #expect(rows[2][6].text == "QLDT")

            desk.clock.advance(by: .seconds(7200))
            var late = Self.request("followUp", "csv", by: "TT01")
            late.late = true
            let follow = try await desk.client.makeIncomingBook(late)
            #expect(follow.rows == 1)
            #expect(try await Self.text(desk, follow).contains("quá hạn"))
            let pdf = try await desk.client.makeIncomingBook(Self.request("followUp", "pdf"))
            let reference = try #require(BlobReference(hex: pdf.sha256, sizeBytes: pdf.sizeBytes))
            #expect(try PDFDocument(bytes: try await desk.blobs.get(reference)).pageCount == 1)
        }
    }

    @Test func `R75 others do not get the books, and the attempt is kept`() async throws {
        try await IncomingDesk.with { desk in
            let denied = try await desk.failure { _ = try await desk.client.makeIncomingBook(Self.request("register", "pdf", by: "CV10")) }
            #expect(denied?.code == .denied)
            let kept = try await desk.postgres.query("SELECT officer_code FROM incoming_denials").map { try $0.decode(column: 0, as: String.self) }
            #expect(kept == ["CV10"])
            for (kind, format) in [("x", "pdf"), ("register", "ods")] {
                let refused = try await desk.failure { _ = try await desk.client.makeIncomingBook(Self.request(kind, format)) }
                #expect(refused?.code == .invalidArgument)
            }
        }
    }

    @Test func `the slip of a document shows direction and progress to those who may see it`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await desk.client.enterIncoming(IncomingDesk.paper("paper-1", notation: "1/UBND-VX")).incoming.id
            let slip = try await desk.client.makeHandlingSlip(
                .with {
                    $0.officerCode = IncomingDesk.clerk
                    $0.incomingID = id
                    $0.agencyName = "Sở Xây dựng"
                })
            let reference = try #require(BlobReference(hex: slip.sha256, sizeBytes: slip.sizeBytes))
            #expect(try PDFDocument(bytes: try await desk.blobs.get(reference)).pageCount == 1)
            let denied = try await desk.failure {
                _ = try await desk.client.makeHandlingSlip(
                    .with {
                        $0.officerCode = "CV99"
                        $0.incomingID = id
                        $0.agencyName = "Sở Xây dựng"
                    })
            }
            #expect(denied?.code == .denied)
        }
    }
}
