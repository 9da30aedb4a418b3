import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import SwiftProtobuf
import TestSupport
import Testing

@testable import Records

/// An unsigned scan is no result (V-22).
@Suite(.timeLimit(.minutes(10))) struct UnsignedPaperTests {
    @Test(arguments: [true, false])
    func `V-22 a scan handed in as its own signed copy is not stored`(_ isSigned: Bool) async throws {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + RecordsService.migrations) { client in
            let clock = FixedClock()
            let message = Hoso_Digitization_V1_PaperCoded.with {
                $0.paper.id = Data(SequentialIdentifiers.identifier(77).bytes)
                $0.paper.dossierCode = "H99.12-260305-0001"
                $0.paper.ownerID = "097000000001"
                $0.paper.paperTypeCode = "birth"
                $0.paper.title = "Trích lục khai sinh"
                $0.paper.role = .component
                $0.paper.eCopy.sha256 = Data(repeating: 7, count: 32)
                $0.paper.signedCopy.sha256 = Data(repeating: isSigned ? 8 : 7, count: 32)
                $0.paper.signedCopy.sizeBytes = 9
                $0.paper.resultCode.code = "097000000001.birth.000001"
            }
            let event = IncomingEvent(
                id: SequentialIdentifiers.identifier(1), name: "digitization.paper_coded.v1", key: "k", source: "test",
                occurredAt: clock.now(), payload: try message.serializedBytes())
            let handler = PaperCodedHandler(identifiers: SequentialIdentifiers(), clock: clock)
            var isRejected = false
            do {
                _ = try await client.withTransaction { try await handler.handle(event, $0) }
            } catch is EventRejected {
                isRejected = true
            }

            #expect(isRejected != isSigned)
            let rows = try await client.query("SELECT count(*) FROM documents")
            #expect(try rows.first?.decode(column: 0, as: Int64.self) == (isSigned ? 1 : 0))
        }
    }
}
