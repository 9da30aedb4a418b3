import Archive
import BlobStore
import Clocks
import Foundation
import GRPCCore
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// A record leaves as PDF and XML in the order of time (R52), and every document with its whole history (R50).
@Suite(.timeLimit(.minutes(10))) struct ExportTests {
    /// The files of a container with their content.
    private func files(_ made: RecordExporter.Made, _ archive: ArchiveDesk) async throws -> [(name: String, content: [UInt8])] {
        let reference = try #require(BlobReference(sha256: made.file.sha256, sizeBytes: made.file.sizeBytes))
        return try await archive.blobs.withFile(reference) { path in
            let entries = try PackageEntries(path)
            var files: [(name: String, content: [UInt8])] = []
            while let name = try await entries.next() {
                var content: [UInt8] = []
                for try await piece in entries.bytes { content += piece }
                files.append((name, content))
            }
            return files
        }
    }

    private func exporter(_ archive: ArchiveDesk) -> RecordExporter {
        RecordExporter(keeping: archive.desk.keeping, blobs: archive.blobs, scratch: archive.folder)
    }

    @Test func `R52 a record is exported as PDF and XML in the order of time, whatever the order of filing`() async throws {
        try await ArchiveDesk.with { archive in
            var record = try await archive.desk.open(title: "Hồ sơ <quyết định> & phụ lục")
            for (number, day) in [("1", "2026-03-03"), ("2", "2026-01-09"), ("3", "2026-02-28")] {
                let blob = try await archive.blobs.put(Array("%PDF-\(number)".utf8))
                let new = archive.desk.new(number, form: number == "1" ? .issued : .received) {
                    $0.digest = blob.sha256
                    $0.issuedOn = VietnamDate(iso8601: day)
                }
                record = try await archive.desk.file(
                    FileDocumentHandler.NewDocument(
                        id: new.id, title: new.title, paperTypeCode: new.paperTypeCode, ownerID: "", fileSizeBytes: blob.sizeBytes,
                        mediaType: new.mediaType, details: new.details), in: record)
            }
            let paper = archive.desk.new("4", form: .paper) { $0.issuedOn = VietnamDate(iso8601: "2026-01-01") }
            record = try await archive.desk.file(paper, in: record)

            let made = try await self.exporter(archive).export(record.id, by: "CB01")

            #expect(made.documents == 4 && made.fileName == "\(record.fileCode).zip")
            let files = try await self.files(made, archive)
            #expect(files.map(\.name) == [
                "00002_2026-01-09_2.pdf", "00003_2026-02-28_3.pdf", "00004_2026-03-03_1.pdf", "muc-luc-van-ban.pdf", "record.xml",
            ])
            #expect(files.map(\.content).prefix(3) == [Array("%PDF-2".utf8), Array("%PDF-3".utf8), Array("%PDF-1".utf8)])
            #expect(try #require(files.dropFirst(3).first).content.starts(with: Array("%PDF-".utf8)))
            let xml = String(decoding: try #require(files.last).content, as: UTF8.self)
            #expect(xml.contains("<Title>Hồ sơ &lt;quyết định&gt; &amp; phụ lục</Title>") && xml.contains("<DocTotal>4</DocTotal>"))
            let numbers = xml.split(separator: "<CodeNumber>").dropFirst().map { String($0.prefix { $0 != "<" }) }
            #expect(numbers == ["4", "2", "3", "1"])
            let digest = try await archive.blobs.put(Array("%PDF-2".utf8)).hex.uppercased()
            #expect(xml.contains("<File name=\"00002_2026-01-09_2.pdf\" sizeBytes=\"6\" sha256=\"\(digest)\"/>"))
            // Who took it out stands on record.
            let acts = try await archive.desk.client.withConnection { try await ActStore(session: $0).list(of: record.id) }
            #expect(acts.last?.name == "exported" && acts.last?.officerCode == "CB01")
        }
    }

    @Test func `R52 R57 an export with a damaged file ends with a reason and leaves nothing behind`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 9)
            try archive.damage(try #require(filed.first).document.fileSHA256)

            await #expect(throws: BlobStoreError(code: .damaged, message: "")) { try await self.exporter(archive).export(record.id, by: "CB01") }

            #expect(try FileManager.default.contentsOfDirectory(atPath: archive.folder) == ["blobs"])
            await #expect(throws: RecordsRefusal.noOfficer) { try await self.exporter(archive).export(record.id, by: "") }
        }
    }

    @Test func `R50 drafting, opinions and arrival stand in the process file, each once`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.closed()
            let filed = try await PackageDocuments(postgres: archive.desk.client, record: record.id).page(after: 0, limit: 9)
            let document = try #require(filed.first).document
            let drafted = Hoso_Signing_V1_DocumentProgressed.with {
                $0.documentID = document.id.description
                $0.kind = "drafted"
                $0.position = 1
                $0.officerCode = "CB07"
                $0.at = Google_Protobuf_Timestamp(archive.desk.clock.now())
                $0.state = "drafting"
            }
            var opinion = drafted
            (opinion.kind, opinion.position, opinion.officerCode) = ("opinionGiven", 2, "LD02")
            let arrived = Hoso_Intake_V1_IncomingProgressed.with {
                $0.incomingID = SequentialIdentifiers.identifier(900).description
                $0.sourceDocumentID = document.id.description
                $0.agencyCode = "H99.21"
                $0.kind = "directed"
                $0.position = 3
                $0.officerCode = "LD21"
                $0.at = Google_Protobuf_Timestamp(archive.desk.clock.now())
            }
            let incoming = IncomingProgressedHandler(identifiers: archive.desk.identifiers, clock: archive.desk.clock)
            for message in [drafted, opinion, opinion] { _ = try await archive.deliver(message, to: DocumentProgressedHandler().handle) }
            for _ in 0..<2 { _ = try await archive.deliver(arrived, to: incoming.handle) }
            var nowhere = drafted
            nowhere.position = 0
            let misplaced = nowhere
            await #expect(throws: EventRejected.self) { try await archive.deliver(misplaced, to: DocumentProgressedHandler().handle) }

            let package = try await archive.pack(record, .archival)
            let report = try await archive.examine(package)
            let steps = try await archive.process(of: report, try #require(report.contents.documents.first).processPath)

            #expect(steps.filter { $0.kind.contains(".") }.map(\.kind).sorted() == ["H99.21.directed", "signing.drafted", "signing.opinionGiven"])
            #expect(steps.contains { $0.kind == "signing.opinionGiven" && $0.officerCode == "LD02" })
            #expect(steps.contains { $0.kind == "recordClosed" })
            let second = try await archive.process(of: report, try #require(report.contents.documents.last).processPath)
            #expect(second.allSatisfy { !$0.kind.contains(".") })
        }
    }

    @Test func `R50 opinions and texts of versions stand in the process file with their words, once each`() async throws {
        try await ArchiveDesk.with { plain in
            let record = try await plain.closed()
            let filed = try await PackageDocuments(postgres: plain.desk.client, record: record.id).page(after: 0, limit: 9)
            let issued = try #require(filed.first { $0.document.details.form == .issued }).document
            let now = plain.desk.clock.now()
            let told = Hoso_Signing_V1_DocumentProgressed.with {
                $0.documentID = issued.id.description
                $0.kind = "opinionGiven"
                $0.position = 2
                $0.officerCode = "LD02"
                $0.at = Google_Protobuf_Timestamp(now)
                $0.state = "draft"
            }
            _ = try await plain.deliver(told, to: DocumentProgressedHandler().handle)
            var archive = plain
            archive.words = DocumentProcess { id in
                guard id == issued.id else { return nil }
                return [
                    ProcessFile.Step("signing.drafted", at: now, by: "CB07", note: "v1\nĐiều 1. <Phân công> & \u{1}giao việc"),
                    ProcessFile.Step("signing.opinionGiven", at: now, by: "LD02", note: "disagree\nÔng A nghỉ phép"),
                    ProcessFile.Step("signing.viewed", at: now, by: "LD02"),
                ]
            }
            let package = try await archive.pack(record, .submission)
            let report = try await archive.examine(package)
            let documents = report.contents.documents
            var steps: [ProcessFile.Step] = []
            for document in documents { steps += try await archive.process(of: report, document.processPath) }

            #expect(steps.filter { $0.kind == "signing.opinionGiven" }.map(\.note) == ["disagree\nÔng A nghỉ phép"])
            #expect(steps.first { $0.kind == "signing.drafted" }?.note.contains("Điều 1. <Phân công> &") == true)
            #expect(steps.contains { $0.kind == "signing.viewed" && $0.officerCode == "LD02" })

            // Without an answer there is no package, rather than one without the words.
            archive.words = DocumentProcess { _ in throw RPCError(code: .unavailable, message: "away") }
            let silent = archive
            await #expect(throws: RPCError.self) { try await silent.pack(record, .submission) }
        }
    }

    @Test func `R43 R50 a document from outside is filed with the content its event brings, once`() async throws {
        try await ArchiveDesk.with { archive in
            let blob = try await archive.blobs.put(Array("%PDF-1.7 ngoài".utf8))
            let id = SequentialIdentifiers.identifier(901)
            let registered = Hoso_Intake_V1_IncomingProgressed.with {
                $0.incomingID = id.description
                $0.agencyCode = RecordDesk.agency
                $0.kind = "registered"
                $0.delivery = "received"
                $0.position = 2
                $0.officerCode = "VT01"
                $0.at = Google_Protobuf_Timestamp(archive.desk.clock.now())
                $0.content.notation = "45/BC-SXD"
                $0.content.type = "quyetDinh"
                $0.content.subject = "Báo cáo quy hoạch"
                $0.content.authorName = "Sở Xây dựng"
                $0.content.dated = Hoso_Common_V1_Day(archive.desk.today)
                $0.content.file.sha256 = blob.hex
                $0.content.file.sizeBytes = blob.sizeBytes
                $0.content.file.mediaType = "application/pdf"
            }
            let handler = IncomingProgressedHandler(identifiers: archive.desk.identifiers, clock: archive.desk.clock)
            for _ in 0..<2 { _ = try await archive.deliver(registered, to: handler.handle) }

            let document = try await archive.desk.client.withConnection { try await DocumentStore(session: $0).find(id: id) }
            let held = try #require(document)
            #expect(held.fileSHA256 == blob.sha256 && held.details.form == .received && held.details.number == "45")
            #expect(held.details.notation == "BC-SXD" && held.details.issuer == "Sở Xây dựng" && held.title == "Báo cáo quy hoạch")
            let rows = try await archive.desk.client.query("SELECT count(*), max(document_count) FROM work_records")
            let (records, documents) = try #require(rows.first).decode((Int, Int).self)
            #expect(records == 1 && documents == 1)
            var broken = registered
            (broken.incomingID, broken.content.file.sha256) = (SequentialIdentifiers.identifier(902).description, "xyz")
            let message = broken
            await #expect(throws: EventRejected.self) { try await archive.deliver(message, to: handler.handle) }
        }
    }
}

extension ArchiveDesk {
    /// The steps of a process file of a package.
    func process(of report: PackageReport, _ path: String) async throws -> [ProcessFile.Step] {
        let bytes = try await self.bytes(of: report, path)
        let file = "\(self.folder)/\(self.desk.identifiers.next()).xml"
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return try #require(try ProcessFile(reading: file)).steps
    }
}
