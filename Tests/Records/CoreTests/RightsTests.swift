import Clocks
import Foundation
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// Who may read records and documents, on a real PostgreSQL (R53, R75).
@Suite(.timeLimit(.minutes(10))) struct RightsTests {
    private func restrict(
        _ desk: RecordDesk, _ subject: Hoso_Records_V1_RightSubject, _ id: Identifier, to readers: [String], by officer: String = "CB01"
    ) async throws -> Hoso_Records_V1_RightChange {
        let change = desk.identifiers.next()
        return try await desk.rights.changeRights(
            request: .with {
                $0.changeID = Data(change.bytes)
                $0.subject = subject
                $0.subjectID = Data(id.bytes)
                $0.readers = readers
                $0.reason = "Có bí mật đời tư của công dân"
                $0.officerCode = officer
            }, context: .test
        ).change
    }

    private func read(_ desk: RecordDesk, _ id: Identifier, as officer: String) async throws -> Hoso_Records_V1_RepositoryDocument {
        try await desk.records.getDocument(
            request: .with {
                $0.documentID = Data(id.bytes)
                $0.officerCode = officer
            }, context: .test
        ).document
    }

    @Test func `R53 a change of rights holds at once and stays announced until somebody else confirms it`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            let change = try await self.restrict(desk, .record, record.id, to: ["CB01", "CB02"])
            func announced() async throws -> [Data] {
                try await desk.rights.listRightChanges(request: .with { $0.announcedOnly = true }, context: .test).changes.map(\.id)
            }
            func confirm(_ officer: String) async throws -> Hoso_Records_V1_RightChange {
                try await desk.rights.confirmRights(
                    request: .with {
                        $0.changeID = change.id
                        $0.officerCode = officer
                    }, context: .test
                ).change
            }

            #expect(change.readers == ["CB01", "CB02"] && change.confirmedBy.isEmpty)
            #expect(try await announced() == [change.id])
            let own = await #expect(throws: HosoFailure.self) { try await confirm("CB01") }
            #expect(own?.code == .denied)
            #expect(try await announced() == [change.id])
            #expect(try await confirm("CB03").confirmedBy == "CB03")
            #expect(try await announced().isEmpty)
            let kept = try await desk.rights.listRightChanges(request: .with { $0.subjectID = Data(record.id.bytes) }, context: .test)
            #expect(kept.changes.map(\.officerCode) == ["CB01"])
        }
    }

    @Test func `R53 R75 what is restricted is read, listed, searched and offered only for those with the right`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            try await desk.file(desk.new("5"), in: record)
            let document = try #require(
                try await desk.client.withConnection { try await DocumentStore(session: $0).filed(in: record.id) }.first?.document)
            let owned = try await desk.store("Bệnh án", "điều trị", owner: "097000000001", type: "medical")
            _ = try await self.restrict(desk, .record, record.id, to: ["CB01", "CB02"])
            _ = try await self.restrict(desk, .document, owned, to: ["BS01"])

            #expect(try await self.read(desk, document.id, as: "CB02").title == "Quyết định 5")
            for officer in ["CB09", ""] {
                let failure = await #expect(throws: HosoFailure.self) { try await self.read(desk, document.id, as: officer) }
                #expect(failure?.code == .denied && failure?.messageVi.contains("CB01") == true)
                await #expect(throws: HosoFailure.self) {
                    try await desk.records.getRecord(
                        request: .with {
                            $0.fileCode = record.fileCode
                            $0.officerCode = officer
                        }, context: .test)
                }
                #expect(try await desk.found("quyết định", for: officer).isEmpty)
                #expect(try await desk.found("", for: officer).isEmpty)
            }
            #expect(try await desk.found("quyết định", for: "CB02") == ["Quyết định 5"])
            #expect(try await desk.found("dieu tri", for: "BS01") == ["Bệnh án"])
            let offered = try await desk.records.findReusable(request: .with { $0.ownerID = "097000000001" }, context: .test)
            #expect(offered.documents.isEmpty)
            let facets = try await desk.client.withConnection {
                try await SearchStore(session: $0).facets(DocumentQuestion(text: SearchText("")), for: "CB09")
            }
            #expect(facets.isEmpty)
            let denials = try await desk.rights.listDenials(request: .with { $0.subjectID = Data(document.id.bytes) }, context: .test)
            #expect(denials.denials.map(\.officerCode) == ["", "CB09"])
        }
    }

    @Test func `R53 a document in an open record stays open, and taking it out of a restricted one opens nothing`() async throws {
        try await RecordDesk.with { desk in
            let (closed, open) = (try await desk.open(), try await desk.open(title: "Hồ sơ mở"))
            try await desk.file(desk.new("5"), in: closed)
            let document = try #require(
                try await desk.client.withConnection { try await DocumentStore(session: $0).filed(in: closed.id) }.first?.document)
            _ = try await self.restrict(desk, .record, closed.id, to: ["CB01"])
            #expect(try await desk.found("quyết định", for: "CB09").isEmpty)

            let verdicts = desk.verdicts
            _ = try await FileDocumentHandler(keeping: desk.keeping, judge: SignatureJudge { _ in verdicts }).file(
                .known(document.id), as: "", in: open.id, by: "CB05")
            #expect(try await desk.found("quyết định", for: "CB09") == ["Quyết định 5"])
            try await desk.client.withConnection { connection in
                let records = RecordStore(session: connection)
                try await records.remove(ordinal: 1, from: open.id, at: desk.clock.now())
                try await records.remove(ordinal: 1, from: closed.id, at: desk.clock.now())
            }

            #expect(try await desk.found("quyết định", for: "CB09").isEmpty)
            #expect(try await desk.found("quyết định", for: "CB01") == ["Quyết định 5"])
        }
    }

    @Test func `R53 a document restricted in an open record is not listed with it, and lifting the restriction lists it again`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            try await desk.file(desk.new("5"), in: record)
            try await desk.file(desk.new("6", file: 2), in: record)
            func listed(_ officer: String) async throws -> [String] {
                try await desk.records.getRecord(
                    request: .with {
                        $0.recordID = Data(record.id.bytes)
                        $0.officerCode = officer
                    }, context: .test
                ).documents.map(\.title)
            }
            let id = try #require(
                try await desk.client.withConnection { try await DocumentStore(session: $0).filed(in: record.id) }.last?.document.id)
            _ = try await self.restrict(desk, .document, id, to: ["CB02"])

            #expect(try await listed("CB09") == ["Quyết định 5"])
            #expect(try await listed("CB02") == ["Quyết định 5", "Quyết định 6"])
            _ = try await self.restrict(desk, .document, id, to: [], by: "CB02")
            #expect(try await listed("") == ["Quyết định 5", "Quyết định 6"])
        }
    }

    @Test func `R53 only a reader or the keeper changes rights, the same change twice is one, and strangers are on record`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open(keeper: "CB01")
            let failure = await #expect(throws: HosoFailure.self) {
                try await self.restrict(desk, .record, record.id, to: ["CB09"], by: "CB09")
            }
            #expect(failure?.code == .denied)
            let request = Hoso_Records_V1_ChangeRightsRequest.with {
                $0.changeID = Data(SequentialIdentifiers.identifier(9_000).bytes)
                $0.subject = .record
                $0.subjectID = Data(record.id.bytes)
                $0.readers = ["CB01"]
                $0.reason = "Có bí mật đời tư của công dân"
                $0.officerCode = "CB01"
            }
            let first = try await desk.rights.changeRights(request: request, context: .test)
            let second = try await desk.rights.changeRights(request: request, context: .test)
            var other = request
            other.readers = []

            #expect(first == second)
            await #expect(throws: HosoFailure.self) { try await desk.rights.changeRights(request: other, context: .test) }
            for broken in [
                { $0.subject = .UNRECOGNIZED(9) }, { $0.subjectID = Data([1]) }, { $0.changeID = Data() }, { $0.reason = "" },
                { $0.officerCode = "" },
            ] as [(inout Hoso_Records_V1_ChangeRightsRequest) -> Void] {
                var hostile = request
                hostile.changeID = Data(SequentialIdentifiers.identifier(9_001).bytes)
                broken(&hostile)
                let asked = hostile
                await #expect(throws: HosoFailure.self) { try await desk.rights.changeRights(request: asked, context: .test) }
            }
            let denials = try await desk.rights.listDenials(request: .init(), context: .test).denials
            #expect(denials.map(\.officerCode) == ["CB09"])
        }
    }

    @Test func `R53 denials are only appended to`() async throws {
        try await RecordDesk.with { desk in
            let id = try await desk.store("A", "x")
            _ = try await self.restrict(desk, .document, id, to: ["CB01"])
            _ = try? await self.read(desk, id, as: "CB09")

            await #expect(throws: PostgresError.self) { try await desk.client.query("DELETE FROM access_denials") }
        }
    }
}
