import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import Spreadsheet
import SwiftProtobuf
import TestSupport
import Testing

@testable import Digitization

/// A campaign from the plan to the e-copies, on a real database.
@Suite(.serialized, .timeLimit(.minutes(10))) struct BacklogTests {
    private static let heading = "Mã hồ sơ,STT,Tên loại,Trích yếu,Số trang,Hộp số,Tệp\n"

    private struct Rig {
        let desk: Desk
        let rpc: BacklogRPC
        var campaign = Data()

        init(_ desk: Desk) async throws {
            self.desk = desk
            let backlog = BacklogStore(papers: desk.store)
            let identifiers = UUIDv7Source()
            self.rpc = BacklogRPC(
                backlog: backlog, blobs: desk.blobs,
                attach: AttachFileHandler(backlog: backlog, blobs: desk.blobs, identifiers: identifiers), clock: desk.clock,
                identifiers: identifiers)
            self.campaign = try await self.open().id
        }

        /// The same, for another campaign.
        func of(_ campaign: Identifier) -> Rig {
            var rig = self
            rig.campaign = Data(campaign.bytes)
            return rig
        }

        func open(documents: Int32 = 3) async throws -> Hoso_Digitization_V1_BacklogCampaign {
            try await self.rpc.openCampaign(
                request: .with {
                    $0.agencyCode = "H99.21"
                    $0.name = "Hộ tịch 1998"
                    $0.officerCode = "CB01"
                    $0.plannedBoxes = 2
                    $0.plannedRecords = 2
                    $0.plannedDocuments = documents
                    $0.boxes = [
                        .with {
                            $0.box = "H1"
                            $0.countedRecords = 2
                        }
                    ]
                }, context: .forTests
            ).campaign
        }

        func hand(_ rows: String) async throws -> Hoso_Digitization_V1_ImportSheetResponse {
            let blob = try await self.desk.blobs.put(Array((BacklogTests.heading + rows).utf8))
            return try await self.rpc.importSheet(
                request: .with {
                    $0.campaignID = self.campaign
                    $0.sheet = StoredFile(blob, mediaType: "text/csv").wire
                    $0.officerCode = "CB01"
                }, context: .forTests)
        }

        func handWorkbook(_ rows: [[SheetCell]]) async throws -> Hoso_Digitization_V1_ImportSheetResponse {
            let columns = BacklogTests.heading.dropLast().split(separator: ",").map { Sheet.Column(String($0)) }
            let blob = try await self.desk.blobs.put(
                SpreadsheetFormat.xlsx.write(Sheet(title: "Bảng kê", columns: columns, rows: rows), createdAt: self.desk.clock.now()))
            return try await self.rpc.importSheet(
                request: .with {
                    $0.campaignID = self.campaign
                    $0.sheet = StoredFile(blob, mediaType: SpreadsheetFormat.xlsx.mediaType).wire
                    $0.officerCode = "CB01"
                }, context: .forTests)
        }

        func missing() async throws -> [String] {
            try await self.rpc.listMissingFiles(request: .with { $0.campaignID = self.campaign }, context: .forTests).fileNames
        }

        func attach(_ name: String, _ bytes: [UInt8]) async throws -> Hoso_Digitization_V1_AttachFileResponse {
            let blob = try await self.desk.blobs.put(bytes)
            return try await self.rpc.attachFile(
                request: .with {
                    $0.campaignID = self.campaign
                    $0.fileName = name
                    $0.scan = StoredFile(blob, mediaType: "image/jpeg").wire
                    $0.officerCode = "CB01"
                }, context: .forTests)
        }

        func status() async throws -> Hoso_Digitization_V1_BacklogCampaign {
            let answer = try await self.rpc.listCampaigns(request: .with { $0.agencyCode = "H99.21" }, context: .forTests)
            return try #require(answer.campaigns.first)
        }
    }

    @Test func `R58 a sheet imported again doubles nothing, and one mended adds what was faulty`() async throws {
        try await Desk.with { desk in
            let rig = try await Rig(desk)
            let first = try await rig.hand("HS1,1,Quyết định,a,1,H1,\nHS1,2,Quyết định,b,x,H1,\nHS2,1,Công văn,c,2,H1,\n")
            #expect(first.added == 2)
            #expect(first.faultyRows == 1)
            #expect(first.faults.map(\.row) == [3])
            #expect(first.faults.map(\.column) == ["Số trang"])
            #expect(first.faults.map(\.mender) == [.archivist])

            let again = try await rig.hand("HS1,1,Quyết định,a,1,H1,\nHS1,2,Quyết định,b,3,H1,\nHS2,1,Công văn,mới,2,H1,\n")
            #expect(again.added == 1)
            #expect(again.changed == 1)
            #expect(again.unchanged == 1)
            let status = try await rig.status()
            #expect(status.listedRecords == 2)
            #expect(status.listedDocuments == 3)
            #expect(status.listedPages == 6)
            #expect(status.standard == "TT 02/2019")
            #expect(status.boxes.map(\.listedRecords) == [2])
            #expect(try await rig.open(documents: 9).id == rig.campaign)
            #expect(try await rig.status().plannedDocuments == 9)
        }
    }

    @Test func `R58 a workbook lists the documents of the same sheet as text, and faults name the cell`() async throws {
        try await Desk.with { desk in
            let rig = try await Rig(desk)
            _ = try await rig.hand("HS1,1,Quyết định,a,1,H1,\n")

            let answer = try await rig.handWorkbook([
                [.text("HS1"), .number(1), .text("Quyết định"), .text("a"), .number(1), .text("H1")],
                [.text("HS1"), .number(2), .text("Quyết định"), .text("=b"), .number(3), .text("H1")],
                [.text("HS2"), .number(1), .text("Công văn"), .text("c"), .number(0.5), .text("H1")],
                [.text("HS2"), .number(2), .text("Công văn"), .text("d"), .number(1), .text("H1"), .text("HS1.0000001.pdf")],
            ])

            #expect(answer.unchanged == 1 && answer.added == 1 && answer.faultyRows == 2)
            #expect(answer.faults.map(\.cell) == ["E4", "G5"])
            #expect(answer.faults.map(\.row) == [4, 5])
        }
    }

    @Test func `R58 a file or identifier of another document is refused, row by row`() async throws {
        try await Desk.with { desk in
            let rig = try await Rig(desk)
            _ = try await rig.hand("HS1,1,Quyết định,a,1,H1,quet.pdf\n")

            let second = try await rig.hand("HS2,1,Quyết định,b,1,H1,quet.pdf\nHS2,2,Quyết định,b,1,H1,\n")

            #expect(second.added == 1)
            #expect(second.faults.map(\.column) == ["Tệp"])
            #expect(second.faults.map(\.row) == [2])
            await #expect(throws: HosoFailure.self) { try await rig.attach("unknown.pdf", [1]) }
        }
    }

    @Test func `R58 files are taken once, go behind the desks, and progress counts A4 equivalents`() async throws {
        try await Desk.with { desk in
            let rig = try await Rig(desk)
            _ = try await rig.hand("HS1,1,Quyết định,a,1,H1,\nHS1,2,Quyết định,b,1,H1,\n")
            #expect(try await rig.missing() == ["HS1.0000001.pdf", "HS1.0000002.pdf"])

            let scan = [UInt8](try Data(contentsOf: Desk.fixtures.appending(path: "samples/01-decision.jpg")))
            let first = try await rig.attach("HS1.0000001.pdf", scan)
            let again = try await rig.attach("HS1.0000001.pdf", scan)
            #expect(!first.replayed)
            #expect(again.replayed)
            #expect(again.paperID == first.paperID)
            #expect(try await rig.missing() == ["HS1.0000002.pdf"])
            #expect(try await desk.jobs.queues().map(\.priority) == [.backlog])

            let job = try #require(try await desk.jobs.claim())
            try await desk.recognition.process(job)
            let status = try await rig.status()
            #expect(status.attached == 1)
            #expect(status.captured == 1)
            #expect(status.capturedA4Hundredths == 100)
            #expect(status.capturedLastDay == 1)
            #expect(status.forecastAt.seconds == desk.clock.now().microsecondsSinceEpoch / 1_000_000 + 2 * 86_400)
            await #expect(throws: HosoFailure.self) { try await rig.attach("HS1.0000001.pdf", scan + [0]) }
            desk.clock.advance(by: .seconds(90_000))
            #expect(try await !rig.status().hasForecastAt)
        }
    }

    @Test func `R25 a refused scan is missing again, and another scan takes its place`() async throws {
        try await Desk.with { desk in
            let rig = try await Rig(desk)
            _ = try await rig.hand("HS1,1,Quyết định,a,1,H1,\n")
            let blank = [UInt8](try Data(contentsOf: Desk.fixtures.appending(path: "samples/d02-blank.jpg")))
            let first = try await rig.attach("HS1.0000001.pdf", blank)
            try await desk.recognition.process(try #require(try await desk.jobs.claim()))

            #expect(try await rig.missing() == ["HS1.0000001.pdf"])
            #expect(try await rig.status().refused == 1)
            let second = try await rig.attach("HS1.0000001.pdf", [1, 2, 3])
            #expect(second.paperID != first.paperID)
            #expect(try await rig.missing().isEmpty)
        }
    }

    @Test func `a sheet that is none, and a campaign nobody knows, are refused in words`() async throws {
        try await Desk.with { desk in
            let rig = try await Rig(desk)
            let blob = try await desk.blobs.put([0x50, 0x4B, 0x03, 0x04, 0xFF])
            let request = Hoso_Digitization_V1_ImportSheetRequest.with {
                $0.campaignID = rig.campaign
                $0.sheet = StoredFile(blob, mediaType: "text/csv").wire
                $0.officerCode = "CB01"
            }

            let failure = await #expect(throws: HosoFailure.self) {
                try await rig.rpc.importSheet(request: request, context: .forTests)
            }
            #expect(failure?.messageVi.contains(".xlsx") == true || failure?.messageVi.contains("bị hỏng") == true)
            let stranger = rig.of(SequentialIdentifiers.identifier(9))
            await #expect(throws: HosoFailure.self) { try await stranger.hand("HS1,1,Quyết định,a,1,H1,\n") }
        }
    }
}
