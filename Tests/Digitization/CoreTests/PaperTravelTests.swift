import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Messaging
import PDF
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Digitization

/// The whole way of a paper, on a real database with a real worker process.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PaperTravelTests {
    @Test func `R22 a paper travels from the scan to the repository, state by state`() async throws {
        try await Desk.with { desk in
            let captured = try #require(try await desk.digitize("samples/08-licence.pdf"))
            #expect(captured.state == .captured)
            #expect(captured.copy?.pages == 1)
            #expect(captured.copy?.a4Hundredths == 100)
            #expect((captured.copy?.meanConfidence ?? 0) > 85)

            await #expect(throws: HosoFailure.self) { try await desk.extract.handle(captured.parts.id) }
            let signedEvents = try await desk.sign(captured)
            #expect(signedEvents.map(\.name) == ["digitization.paper_signed.v1"])
            await #expect(throws: EventRejected.self) { try await desk.strengthen(captured, verdict: .invalid) }
            for _ in 1...2 { #expect(try await desk.strengthen(captured) == []) }
            #expect(try await desk.store.paper(captured.parts.id)?.signedCopy?.sha256 == [UInt8](repeating: 8, count: 32))
            #expect(try await desk.client.query("SELECT sha256 FROM former_copies").map { try $0.decode(column: 0, as: [UInt8].self) }
                == [[UInt8](repeating: 7, count: 32)])

            let proposals = try await desk.extract.handle(captured.parts.id).fields
            let values = Dictionary(proposals.map { ($0.name, $0.value) }) { first, _ in first }
            #expect(values["personalId"] == "097176703494")
            #expect(values["birthDate"] == "1976-09-26")
            #expect(values["licenceNumber"] == "979157177327")

            // One letter more than was read, so that the known name is like it and not it.
            let known = try #require(values["fullName"]) + "h"
            let named = ExtractFieldsHandler(
                store: desk.store, blobs: desk.blobs, rules: ExtractionRules.standard,
                names: KnownNames([.init(source: "Danh sách", fields: ["fullName"], names: [known])]))
            let answer = try await named.handle(captured.parts.id)
            #expect(answer.fields == proposals)
            #expect(answer.suggestions.map(\.value) == [known] && answer.suggestions.map(\.wire.source) == ["Danh sách"])

            let coded = try await desk.confirm.handle(captured.parts.id, fields: proposals, officerCode: "CB02")
            #expect(coded.state == .coded)
            #expect(coded.resultCode?.code == "097176703494.licence.1")
            #expect(try await desk.confirm.handle(captured.parts.id, fields: proposals, officerCode: "CB02") == coded)

            let storedEvents = try await desk.storeDocument(coded)
            #expect(storedEvents.map(\.name) == ["digitization.paper_stored.v1"])
            #expect(try await desk.store.paper(captured.parts.id)?.state == .stored)
            #expect(try await desk.storeDocument(coded) == [])
            #expect(try await desk.eventNames() == ["digitization.paper_captured.v1", "digitization.paper_coded.v1"])
        }
    }

    @Test(arguments: [
        ("samples/d01-resolution-100.jpg", 1, "resolutionTooLow"), ("samples/d04-skew-8.jpg", 1, "skewed"),
        ("samples/d05-blurred.jpg", 1, "blurred"), ("samples/d07-page-count.pdf", 3, "pageCountMismatch"),
        ("samples/d08-truncated.jpg", 1, "damagedFile"), ("samples/d09-text-as-pdf.pdf", 1, "wrongFileType"),
        ("hostile/encrypted.pdf", 1, "encrypted"), ("hostile/pixel-flood.png", 1, "tooLarge"),
        ("hostile/flate-bomb.pdf", 1, "damagedFile"),
    ])
    func `R25 a bad scan is refused with a reason and an event, and stays refused`(
        file: String, pages: Int32, reason: String
    ) async throws {
        try await Desk.with { desk in
            let paper = try #require(try await desk.digitize(file, pages: pages))

            #expect(paper.state == .refused)
            #expect(paper.findings.map(\.reason) == [reason])
            #expect(paper.copy == nil)
            #expect(try await desk.eventNames() == ["digitization.paper_refused.v1"])
            #expect(try await desk.jobs.claim() == nil)
        }
    }

    @Test func `R29 a file that was born digital is the e-copy, byte for byte, with its text beside it`() async throws {
        try await Desk.with { desk in
            let paper = try #require(try await desk.digitize("hostile/text-page.pdf"))
            let copy = try #require(paper.copy)

            #expect(paper.state == .captured)
            #expect(copy.eCopy.isSameContent(as: try #require(paper.parts.scan)))
            #expect(String(decoding: try await desk.blobs.get(try #require(copy.text.reference)), as: UTF8.self).contains("Xin chao"))
            #expect(copy.meanConfidence == 100)
        }
    }

    @Test func `R25 a page upside down is turned, kept as it is, and the turn is told`() async throws {
        try await Desk.with { desk in
            let paper = try #require(try await desk.digitize("samples/d03-upside-down.jpg"))
            let file = try await desk.blobs.get(try #require(paper.copy?.eCopy.reference))

            #expect(paper.state == .captured)
            #expect(paper.findings.map(\.reason) == ["orientation"])
            #expect(paper.findings.map(\.consequence) == [.mended])
            #expect(try PDFDocument(bytes: file).page(0).rotation == 180)
            #expect(try await desk.recognition.pages.toReview(agencyCode: "H30.1", limit: 10) == [])
        }
    }

    @Test func `R25 a page captured twice for the same owner goes to a person, who closes it once`() async throws {
        try await Desk.with { desk in
            let first = try #require(try await desk.digitize("samples/07-business.jpg", type: "business", key: "k1"))
            let second = try #require(try await desk.digitize("samples/07-business.jpg", type: "business", key: "k2"))
            let waiting = try await desk.recognition.pages.toReview(agencyCode: "H30.1", limit: 10)
            let closed = try await desk.recognition.pages.close(paper: second.parts.id, page: 1, by: "CB07")
            let again = try await desk.recognition.pages.close(paper: second.parts.id, page: 1, by: "CB08")

            #expect(first.state == .captured && first.findings == [])
            #expect(second.state == .captured)
            #expect(second.findings.map(\.reason) == ["duplicatePage"])
            #expect(second.findings.first?.measured.contains(first.parts.title) == true)
            #expect(waiting.map(\.paperID) == [second.parts.id])
            #expect(waiting.map(\.reason) == ["duplicatePage"])
            #expect(closed == 1 && again == 0)
            #expect(try await desk.recognition.pages.toReview(agencyCode: "H30.1", limit: 10) == [])
        }
    }

    @Test func `R29 the e-copy is a PDF of the scanned pages with the recognised text`() async throws {
        try await Desk.with { desk in
            let paper = try #require(try await desk.digitize("samples/05-letter2.pdf", type: "letter2", pages: 2))
            let copy = try #require(paper.copy)
            let file = try await desk.blobs.get(try #require(copy.eCopy.reference))
            let text = String(decoding: try await desk.blobs.get(try #require(copy.text.reference)), as: UTF8.self)

            #expect(copy.pages == 2)
            #expect(file.starts(with: Array("%PDF-1.7".utf8)))
            #expect(text.split(separator: "\u{0C}").count == 2)
            #expect(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
            let reading = try await desk.blobs.get(try #require(copy.reading.reference))
            let lines = try JSONDecoder().decode([PaperLine].self, from: Data(reading))
            #expect(Set(lines.map(\.page)) == [1, 2])
            #expect(lines.allSatisfy { $0.baseline != nil && !$0.words.isEmpty })
            #expect(lines.flatMap(\.words).allSatisfy { (0...100).contains($0.confidence) && $0.width > 0 })
        }
    }

    @Test func `R26 the second paper of a type gets the next ordinal, also when confirmed at once`() async throws {
        try await Desk.with { desk in
            let first = try #require(try await desk.digitize("samples/08-licence.pdf", key: "a"))
            let second = try #require(try await desk.digitize("samples/08-licence.pdf", key: "b"))
            for paper in [first, second] { _ = try await desk.sign(paper) }

            async let one = desk.confirm.handle(first.parts.id, fields: [], officerCode: "CB02")
            async let two = desk.confirm.handle(second.parts.id, fields: [], officerCode: "CB02")
            let ordinals = try await [one.resultCode?.ordinal, two.resultCode?.ordinal].compactMap(\.self).sorted()

            #expect(ordinals == [1, 2])
        }
    }

    @Test func `R22 an invalid signature or one for another file goes to quarantine and changes nothing`() async throws {
        try await Desk.with { desk in
            let paper = try #require(try await desk.digitize("samples/08-licence.pdf"))
            let other = try #require(try await desk.digitize("samples/d02-blank.jpg", key: "b"))

            await #expect(throws: EventRejected.self) { try await desk.sign(paper, verdict: .indeterminate) }
            await #expect(throws: EventRejected.self) { try await desk.sign(other) }
            #expect(try await desk.store.paper(paper.parts.id)?.state == .captured)
            #expect(try await desk.sign(paper).count == 1)
            #expect(try await desk.sign(paper) == [])
        }
    }
}
