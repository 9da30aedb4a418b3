import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Digitization

/// Confirmation by two persons, printed codes and exemptions, on a real database.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SecondPersonTests {
    /// A signed birth certificate whose personal id was read with some confidence.
    private static func signed(_ desk: Desk, confidence: Double, codes: [String] = [], key: String = "k") async throws -> Paper {
        let texts = ["Họ, chữ đệm, tên: Lê An", "Số định danh cá nhân: 097176703494"]
        let lines = texts.enumerated().map { number, text in
            PaperLine(
                page: 1,
                words: text.split(separator: " ").enumerated().map { column, word in
                    PaperWord(
                        text: String(word), confidence: number == 1 ? confidence : 96, left: 100 + 120 * column, top: 100 + 60 * number,
                        width: 100, height: 30)
                })
        }
        let reading = try await desk.blobs.put([UInt8](try JSONEncoder().encode(lines)))
        let text = try await desk.blobs.put([UInt8](texts.joined(separator: "\n").utf8))
        let copy = CapturedCopy(
            eCopy: StoredFile(text, mediaType: "application/pdf"), text: StoredFile(text, mediaType: "text/plain"),
            reading: StoredFile(reading, mediaType: "application/json"), pages: 1, a4Hundredths: 100, meanConfidence: 90)
        var parts = desk.parts(agency: "H30.1", number: key.count)
        parts.paperTypeCode = "birth"
        _ = try await desk.store.insert(Paper(receiving: parts), key: key)
        let job = try #require(try await desk.jobs.claim())
        try await desk.jobs.finish(job, codes: codes) { paper in
            try paper.capture(copy)
            return []
        }
        let captured = try #require(try await desk.store.paper(parts.id))
        _ = try await desk.sign(captured)
        return try #require(try await desk.store.paper(parts.id))
    }

    @Test func `R30 a doubtful number on a birth certificate is coded only when a second person says the same`() async throws {
        try await Desk.with { desk in
            let paper = try await Self.signed(desk, confidence: 60)
            let fields = try await desk.extract.handle(paper.parts.id).fields
            #expect(Set(fields.map(\.name)).isSuperset(of: ["fullName", "personalId"]))

            let first = try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB01")
            #expect(first.state == .signed)
            #expect(first.resultCode == nil)
            let check = try await desk.check.handle(paper.parts.id)
            #expect(check.pending?.officerCode == "CB01")
            #expect(check.doubts.map(\.field) == ["personalId"])
            #expect(check.wire.awaitsOtherThan == "CB01")
            let awaiting = try await desk.check.confirmations.awaiting(dossierCode: paper.parts.dossierCode)
            #expect(awaiting.map(\.paper) == [paper.parts.id])

            let second = try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB02")
            #expect(second.state == .coded)
            #expect(second.confirmedBy == "CB02")
            #expect(try await desk.check.confirmations.awaiting(dossierCode: paper.parts.dossierCode).isEmpty)
            let voices = try await desk.client.query("SELECT officer_code FROM confirmations ORDER BY ordinal")
            #expect(try voices.map { try $0.decode(column: 0, as: String.self) } == ["CB01", "CB02"])
            #expect(try await desk.eventNames() == ["digitization.second_person_asked.v1", "digitization.paper_coded.v1"])
        }
    }

    @Test func `R30 a first confirmation whose answer got lost is said again without a second record, also after the second person`()
        async throws
    {
        try await Desk.with { desk in
            let paper = try await Self.signed(desk, confidence: 60)
            let fields = try await desk.extract.handle(paper.parts.id).fields
            _ = try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB01")

            let again = try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB01")
            let voices = try await desk.client.query("SELECT count(*) FROM confirmations").decodeOnly(Int.self)
            let coded = try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB02")
            let late = try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB01")

            #expect(again.state == .signed)
            #expect(voices == 1)
            #expect(coded.state == .coded && late == coded)
            #expect(try await desk.eventNames() == ["digitization.second_person_asked.v1", "digitization.paper_coded.v1"])
            // Another person, or other values, are no repetition.
            await #expect(throws: HosoFailure.self) {
                try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB03")
            }
            await #expect(throws: HosoFailure.self) {
                try await desk.confirm.handle(paper.parts.id, fields: [], officerCode: "CB01")
            }
        }
    }

    @Test func `R30 where two persons differ the later one waits for another`() async throws {
        try await Desk.with { desk in
            let paper = try await Self.signed(desk, confidence: 60)
            let fields = try await desk.extract.handle(paper.parts.id).fields
            let others = fields.map { field in
                var field = field
                if field.name == "personalId" { field.value = "097176703495" }
                return field
            }

            _ = try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB01")
            let differing = try await desk.confirm.handle(paper.parts.id, fields: others, officerCode: "CB02")
            #expect(differing.state == .signed)
            #expect(try await desk.check.handle(paper.parts.id).doubts.contains { $0.reason == .disagreement && $0.other == "097176703494" })
            #expect(try await desk.confirm.handle(paper.parts.id, fields: others, officerCode: "CB01").state == .coded)
        }
    }

    @Test func `R30 a sure reading of a birth certificate needs one person`() async throws {
        try await Desk.with { desk in
            let paper = try await Self.signed(desk, confidence: 96)
            let fields = try await desk.extract.handle(paper.parts.id).fields

            #expect(try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB01").state == .coded)
        }
    }

    @Test func `R30 a printed code that names another person is shown and asks for a second one`() async throws {
        try await Desk.with { desk in
            let paper = try await Self.signed(desk, confidence: 96, codes: ["H30.1-1|2.0|097176703499|Giấy khai sinh"])
            let fields = try await desk.extract.handle(paper.parts.id).fields

            let check = try await desk.check.handle(paper.parts.id).wire
            #expect(check.codeVerdict == .contradicts)
            #expect(check.contradictions.map(\.field) == ["personalId", "ownerId"])
            #expect(check.contradictions.map(\.inCode) == ["097176703499", "097176703499"])
            #expect(try await desk.confirm.handle(paper.parts.id, fields: fields, officerCode: "CB01").state == .signed)
        }
    }

    @Test func `R30 fields are checked only behind the signature`() async throws {
        try await Desk.with { desk in
            let parts = desk.parts(agency: "H30.1", number: 1)
            _ = try await desk.store.insert(Paper(receiving: parts), key: "k")

            await #expect(throws: HosoFailure.self) { try await desk.check.handle(parts.id) }
            await #expect(throws: HosoFailure.self) { try await desk.check.handle(SequentialIdentifiers.identifier(404)) }
        }
    }

    private static func declaration(
        _ component: String, _ reason: Hoso_Digitization_V1_UndigitizedReason, note: String = ""
    ) -> Hoso_Digitization_V1_DeclareUndigitizedRequest {
        .with {
            $0.dossierCode = "H30.1-260305-0001"
            $0.componentCode = component
            $0.agencyCode = "H30.1"
            $0.officerCode = "CB01"
            $0.reason = reason
            $0.note = note
        }
    }

    @Test func `R24 exemptions and papers too complex to digitize are declared with reason and counted`() async throws {
        try await Desk.with { desk in
            let handler = DeclareUndigitizedHandler(store: UndigitizedStore(papers: desk.store, events: desk.events))
            try await handler.declare(Self.declaration("C1", .presentedOnly))
            try await handler.declare(Self.declaration("C1", .presentedOnly))
            try await handler.declare(Self.declaration("C2", .tooComplex, note: "bản vẽ A0 đóng quyển"))
            try await handler.declare(Self.declaration("C3", .presentedOnly))

            let now = desk.clock.now()
            let counts = try await handler.count(
                .with {
                    $0.agencyCode = "H30.1"
                    $0.from = Google_Protobuf_Timestamp(now)
                    $0.to = Google_Protobuf_Timestamp(now + .seconds(1))
                })

            #expect(counts.counts.map(\.reason) == [.presentedOnly, .tooComplex])
            #expect(counts.counts.map(\.count) == [2, 1])
            #expect(try await desk.eventNames() == Array(repeating: "digitization.component_not_digitized.v1", count: 3))
        }
    }

    @Test func `R24 a declaration without reason, a complex paper without words and a digitized one are refused`() async throws {
        try await Desk.with { desk in
            let handler = DeclareUndigitizedHandler(store: UndigitizedStore(papers: desk.store, events: desk.events))
            let paper = try await Self.signed(desk, confidence: 96)

            for request in [
                Self.declaration("C9", .unspecified), Self.declaration("C9", .UNRECOGNIZED(99)), Self.declaration("C9", .tooComplex),
                Self.declaration("C9", .tooComplex, note: "   "), Self.declaration("", .presentedOnly),
                Self.declaration("C9", .secret, note: String(repeating: "x", count: 501)), Self.declaration("C\0", .secret),
            ] {
                await #expect(throws: HosoFailure.self) { try await handler.declare(request) }
            }
            let own = Self.declaration(paper.parts.componentCode, .presentedOnly)
            #expect(own.dossierCode == paper.parts.dossierCode)
            await #expect(throws: HosoFailure.self) { try await handler.declare(own) }
            #expect(try await desk.client.query("SELECT count(*) FROM undigitized_components").decodeOnly(Int.self) == 0)
        }
    }

    @Test func `R27 a result is coded like a component and stays linked to its dossier`() async throws {
        try await Desk.with { desk in
            var parts = desk.parts(agency: "H30.1", number: 5)
            parts.role = .result
            _ = try await desk.store.insert(Paper(receiving: parts), key: "result")
            let file = try await desk.blobs.put(Array("x".utf8))
            let copy = CapturedCopy(
                eCopy: StoredFile(file, mediaType: "application/pdf"), text: StoredFile(file, mediaType: "text/plain"),
                reading: StoredFile(try await desk.blobs.put(Array("[]".utf8)), mediaType: "application/json"), pages: 1, a4Hundredths: 100,
                meanConfidence: 90)
            try await desk.jobs.finish(try #require(try await desk.jobs.claim())) { paper in
                try paper.capture(copy)
                return []
            }
            _ = try await desk.sign(try #require(try await desk.store.paper(parts.id)))
            let coded = try await desk.confirm.handle(parts.id, fields: [], officerCode: "CB01")
            _ = try await desk.storeDocument(coded)

            let stored = try #require(try await desk.store.papers(dossierCode: parts.dossierCode).first)
            #expect(stored.parts.role == .result)
            #expect(stored.wire.role == .result)
            #expect(stored.resultCode?.code == "097176703494.licence.1")
            #expect(ComponentState(paper: stored.state) == .digitized)
        }
    }
}
