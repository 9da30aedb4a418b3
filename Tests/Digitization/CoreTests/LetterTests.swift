import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Digitization

/// A letter to the agency is captured for the incoming document, and goes no further here.
@Suite(.serialized, .timeLimit(.minutes(10))) struct LetterTests {
    @Test func `R21 R25 a letter gets text and e-copy, tells its document, and is neither signed nor coded`() async throws {
        try await Desk.with { desk in
            var request = try await desk.request("samples/05-letter2.pdf", type: "letter", pages: 2)
            request.role = .incoming
            request.secrecy = .none
            let response = try await desk.capture.handle(request)
            let id = try #require(Identifier(bytes: response.paper.id))
            let job = try #require(try await desk.jobs.claim())
            try await desk.recognition.process(job)

            let paper = try #require(try await desk.store.paper(id))
            #expect(paper.state == .captured && paper.parts.role == .incoming)
            let text = String(decoding: try await desk.blobs.get(try #require(paper.copy?.text.reference)), as: UTF8.self)
            #expect(text.contains("Kính gửi") || text.lowercased().contains("kính gửi"), "\(text.prefix(400))")
            let payload = try await desk.client.query("SELECT payload FROM event_log WHERE name = 'digitization.paper_captured.v1'")
            let told = try Hoso_Digitization_V1_PaperCaptured(serializedBytes: try #require(payload.first).decode(column: 0, as: [UInt8].self))
            #expect(told.paper.role == .incoming && told.paper.dossierID == request.dossierID && told.paper.hasECopy && told.paper.hasText)

            await #expect(throws: EventRejected.self) { try await desk.sign(paper) }
            await #expect(throws: HosoFailure.self) { try await desk.extract.handle(id) }
            await #expect(throws: HosoFailure.self) { try await desk.confirm.handle(id, fields: [], officerCode: "CB02") }
            #expect(try await desk.store.paper(id)?.state == .captured)
        }
    }
}
