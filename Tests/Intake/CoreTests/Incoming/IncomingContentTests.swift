import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import Intake

/// What is told of a document that came from outside, so that records can file it with its content.
@Suite(.timeLimit(.minutes(10))) struct IncomingContentTests {
    private func electronic(_ key: String, mediaType: String) -> Hoso_Intake_V1_EnterIncomingRequest {
        var request = IncomingDesk.paper(key, notation: "45/BC-\(key)")
        request.paper = false
        request.file.sha256 = String(repeating: mediaType == "application/pdf" ? "b" : "c", count: 64)
        request.file.sizeBytes = 100
        request.file.mediaType = mediaType
        request.file.name = "bao-cao"
        return request
    }

    @Test func `R43 what came from outside as a PDF is told with its content when it is registered, other things are not`() async throws {
        try await IncomingDesk.with { desk in
            let pdf = try await desk.client.enterIncoming(self.electronic("a", mediaType: "application/pdf")).incoming.id
            let picture = try await desk.client.enterIncoming(self.electronic("b", mediaType: "image/png")).incoming.id
            let paper = try await desk.client.enterIncoming(IncomingDesk.paper("c")).incoming.id
            try await desk.take(IncomingDesk.issued(), DocumentIssuedHandler.event)
            let ours = try #require(
                try await desk.work(of: IncomingDesk.clerk).map(\.incomingID).first { ![pdf, picture, paper].contains($0) })
            for id in [pdf, picture, paper, ours] { try await desk.step(id, by: IncomingDesk.clerk, .register(.init())) }

            let rows = try await desk.postgres.query(
                "SELECT payload FROM event_log WHERE name = 'intake.incoming_progressed.v1' ORDER BY position")
            let told = try rows.map { try Hoso_Intake_V1_IncomingProgressed(serializedBytes: $0.decode(column: 0, as: [UInt8].self)) }
            let withContent = told.filter(\.hasContent)
            #expect(withContent.map(\.incomingID) == [pdf] && withContent.map(\.delivery) == ["received"])
            let content = try #require(withContent.first).content
            #expect(content.notation == "45/BC-a" && content.subject == "Về việc phối hợp" && content.dated.day == 2)
            #expect(content.file.sha256 == String(repeating: "b", count: 64) && content.file.sizeBytes == 100)
            #expect(content.authorName == "Ủy ban nhân dân xã Cẩm Lâm" && content.type == "Công văn")
        }
    }
}
