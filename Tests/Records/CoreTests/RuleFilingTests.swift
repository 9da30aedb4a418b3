import BlobStore
import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// Documents that file themselves.
@Suite(.timeLimit(.minutes(10))) struct RuleFilingTests {
    private func issued(
        _ archive: ArchiveDesk, _ number: UInt64, type: String = "quyetDinh", related: String = "", agency: String = RecordDesk.agency
    ) async throws -> Hoso_Signing_V1_DocumentIssued {
        let blob = try await archive.blobs.put(Array("%PDF-1.9".utf8) + [UInt8(number)])
        return .with {
            $0.document = .with {
                $0.id = SequentialIdentifiers.identifier(1000 + number).description
                $0.agencyCode = agency
                $0.type = type
                $0.subject = "Quyết định số \(number)"
                $0.drafterCode = "CB07"
                $0.signerCode = "LD01"
                $0.relatedDocumentID = related
                $0.number = .with {
                    $0.year = 2026
                    $0.number = Int32(number)
                    $0.notation = "\(number)/QĐ-UBND"
                    $0.date = Hoso_Common_V1_Day(archive.desk.today)
                }
            }
            $0.file = .with {
                $0.sha256 = blob.hex
                $0.sizeBytes = blob.sizeBytes
                $0.mediaType = "application/pdf"
            }
        }
    }

    private func handler(_ archive: ArchiveDesk) -> DocumentIssuedHandler {
        DocumentIssuedHandler(identifiers: archive.desk.identifiers, clock: archive.desk.clock)
    }

    private func records(_ archive: ArchiveDesk, agency: String = RecordDesk.agency) async throws -> [WorkRecord] {
        try await archive.desk.client.withConnection {
            try await RecordStore(session: $0).list(agencyCode: agency, after: nil, limit: 50)
        }
    }

    private func unfiled(_ archive: ArchiveDesk) async throws -> [UnfiledStore.Entry] {
        try await archive.desk.client.withConnection { try await UnfiledStore(session: $0).list(agencyCode: "", after: nil, limit: 50) }
    }

    @Test func `R43 R45 an issued document opens its record by the rules of the plan, once, and what changes it joins it`() async throws {
        try await ArchiveDesk.with { archive in
            let first = try await self.issued(archive, 5)

            let told = try await archive.deliver(first, to: self.handler(archive).handle)
            let again = try await archive.deliver(first, to: self.handler(archive).handle)
            let amending = try await self.issued(archive, 6, related: first.document.id)
            _ = try await archive.deliver(amending, to: self.handler(archive).handle)

            #expect(told.map(\.name).starts(with: ["records.record_opened.v1", "records.document_filed.v1"]))
            #expect(again.isEmpty)
            let records = try await self.records(archive)
            #expect(records.count == 1)
            let record = try #require(records.first)
            #expect(record.planNotation == "01.TH" && record.details.keeper == "CB07" && record.documentCount == 2)
            let documents = try await archive.desk.client.withConnection { try await RecordStore(session: $0).documents(of: record.id) }
            #expect(documents.map(\.details.notation) == ["QĐ-UBND", "QĐ-UBND"] && documents.map(\.details.number) == ["5", "6"])
        }
    }

    @Test func `R39 an issued document whose file got stronger before it came is stored in its stronger form`() async throws {
        try await ArchiveDesk.with { archive in
            let issued = try await self.issued(archive, 9)
            let former = try #require(BlobReference(hex: issued.file.sha256, sizeBytes: issued.file.sizeBytes))
            let newer = try await archive.blobs.put(Array("%PDF-1.9 stronger".utf8))
            let strengthened = Hoso_Signing_V1_DocumentStrengthened.with {
                $0.document.sha256 = Data(former.sha256)
                $0.strengthenedDocument.sha256 = Data(newer.sha256)
                $0.strengthenedDocument.sizeBytes = newer.sizeBytes
                $0.report.verdict = .valid
                $0.level = .archival
            }

            _ = try await archive.deliver(strengthened, to: DocumentStrengthenedHandler(clock: archive.desk.clock).handle)
            _ = try await archive.deliver(issued, to: self.handler(archive).handle)

            let id = try #require(Identifier(issued.document.id))
            let stored = try await archive.desk.client.withConnection { try await DocumentStore(session: $0).find(id: id) }
            #expect(stored?.fileSHA256 == newer.sha256 && stored?.fileSizeBytes == newer.sizeBytes)
            #expect(stored?.details.digest == newer.sha256)
        }
    }

    @Test func `R43 what no rule takes waits for a person, and filing it by hand takes it off the list`() async throws {
        try await ArchiveDesk.with { archive in
            let stray = try await self.issued(archive, 7, type: "congVan")
            let elsewhere = try await self.issued(archive, 8, agency: "H99.99")

            _ = try await archive.deliver(stray, to: self.handler(archive).handle)
            _ = try await archive.deliver(elsewhere, to: self.handler(archive).handle)

            let waiting = try await self.unfiled(archive)
            #expect(waiting.map(\.reason) == [.noRule, .noPlan])
            #expect(waiting.map(\.officerCode) == ["CB07", "CB07"])
            let record = try await archive.desk.open()
            _ = try await FileDocumentHandler(keeping: archive.desk.keeping, judge: SignatureJudge { _ in [] }).file(
                .known(try #require(waiting.first).documentID), as: "", in: record.id, by: "CB01")
            #expect(try await self.unfiled(archive).map(\.reason) == [.noPlan])
        }
    }

    @Test func `R45 where a document of the suite is registered it is filed too, without a copy`() async throws {
        try await ArchiveDesk.with { archive in
            let issued = try await self.issued(archive, 9, agency: "H99.99")
            let arrived = Hoso_Intake_V1_IncomingProgressed.with {
                $0.incomingID = "x"
                $0.agencyCode = RecordDesk.agency
                $0.authorCode = "H99.99"
                $0.sourceDocumentID = issued.document.id
                $0.delivery = "received"
                $0.officerCode = "VT01"
            }
            let handler = IncomingProgressedHandler(identifiers: archive.desk.identifiers, clock: archive.desk.clock)
            await #expect(throws: EventRejected.self) { try await archive.deliver(arrived, to: handler.handle) }

            _ = try await archive.deliver(issued, to: self.handler(archive).handle)
            _ = try await archive.deliver(arrived, to: handler.handle)
            _ = try await archive.deliver(arrived, to: handler.handle)

            let records = try await self.records(archive)
            #expect(records.map(\.documentCount) == [1])
            let files = try await archive.desk.client.query("SELECT count(*) FROM documents").first?.decode(Int.self)
            #expect(files == 1)
        }
    }

    @Test func `R47 what is taken out of a record does not count, and its ordinal is not given again`() async throws {
        try await ArchiveDesk.with { archive in
            let record = try await archive.desk.open()
            _ = try await archive.desk.file(archive.desk.new("1", file: 1), in: record)
            let two = try await archive.desk.file(archive.desk.new("2", file: 2), in: record)
            #expect(two.documentCount == 2)

            let removed = try await RemoveDocumentHandler(keeping: archive.desk.keeping).remove(
                ordinal: 2, from: record.id, because: .misfiled, note: "Thuộc hồ sơ khác của phòng", by: "CB01")
            let third = try await archive.desk.file(archive.desk.new("3", file: 3), in: removed)

            #expect(removed.documentCount == 1)
            #expect(third.documentCount == 2 && third.lastOrdinal == 3)
        }
    }
}
