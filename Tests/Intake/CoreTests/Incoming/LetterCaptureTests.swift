import Clocks
import Foundation
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Intake

/// A letter that came on paper becomes an incoming document with arrival number, text and e-copy (R21, R25).
@Suite(.timeLimit(.minutes(10))) struct LetterCaptureTests {
    private static func hex(_ digit: Character) -> String { String(repeating: digit, count: 64) }

    private static func scan(_ digit: Character, pages: Int32 = 2) -> Hoso_Intake_V1_TakeIncomingStepRequest.OneOf_Step {
        .capture(
            .with {
                $0.scan.sha256 = Self.hex(digit)
                $0.scan.sizeBytes = 500
                $0.scan.mediaType = "image/tiff"
                $0.declaredPages = pages
            })
    }

    /// What digitization tells of the paper that was made of a request.
    private static func paper(_ request: Hoso_Digitization_V1_CapturePaperRequest) -> Hoso_Digitization_V1_Paper {
        .with {
            $0.id = DigitizationDouble.paper(request)
            $0.dossierID = request.dossierID
            $0.agencyCode = request.agencyCode
            $0.role = request.role
        }
    }

    private static func captured(_ request: Hoso_Digitization_V1_CapturePaperRequest) -> Hoso_Digitization_V1_PaperCaptured {
        .with {
            $0.paper = Self.paper(request)
            $0.paper.pages = 2
            $0.paper.eCopy.sha256 = Data(repeating: 0xEE, count: 32)
            $0.paper.eCopy.sizeBytes = 900
            $0.paper.eCopy.mediaType = "application/pdf"
            $0.paper.text.sha256 = Data(repeating: 0x77, count: 32)
            $0.paper.text.sizeBytes = 90
            $0.paper.text.mediaType = "text/plain"
        }
    }

    private static func refused(_ request: Hoso_Digitization_V1_CapturePaperRequest) -> Hoso_Digitization_V1_PaperRefused {
        .with {
            $0.paper = Self.paper(request)
            $0.paper.findings = [.with { $0.page = 2; $0.adviceVi = "Hãy quét lại thẳng hơn." }]
        }
    }

    @Test func `R21 R25 a letter on paper gets arrival number, text and e-copy, in either order`() async throws {
        try await IncomingDesk.with { desk in
            for (key, isRegisteredFirst) in [("a", true), ("b", false)] {
                let id = try await desk.client.enterIncoming(IncomingDesk.paper(key, notation: "12\(key)/UBND-VX")).incoming.id
                if isRegisteredFirst { try await desk.step(id, by: IncomingDesk.clerk, .register(.init())) }
                let begun = try await desk.step(id, by: IncomingDesk.clerk, Self.scan(isRegisteredFirst ? "1" : "2")).incoming
                #expect(begun.capture.state == "waiting" && !begun.hasFile)
                let order = try #require(desk.digitization.requests.last)
                #expect(order.role == .incoming && order.declaredPages == 2 && order.secrecy == .none && order.agencyCode == IncomingDesk.agency)
                #expect(order.scan.sha256.count == 32 && order.scan.mediaType == "image/tiff")

                let told = try await desk.take(Self.captured(order), LetterCapturedHandler.captured)
                #expect(try await desk.take(Self.captured(order), LetterCapturedHandler.captured).isEmpty, "told again, it changes nothing")
                if !isRegisteredFirst { try await desk.step(id, by: IncomingDesk.clerk, .register(.init())) }

                let shown = try await desk.show(id)
                #expect(shown.incoming.arrivalNumber == (isRegisteredFirst ? 1 : 2) && shown.incoming.state == "direction")
                #expect(shown.incoming.capture.state == "done" && shown.incoming.capture.pages == 2)
                #expect(shown.incoming.file.sha256 == String(repeating: "ee", count: 32) && shown.incoming.file.mediaType == "application/pdf")
                #expect(shown.incoming.capture.text.sha256 == String(repeating: "77", count: 32) && shown.incoming.capture.text.sizeBytes == 90)
                #expect(shown.incoming.verdictVi.contains("Văn bản giấy"), "the e-copy is ours; the sender signed the paper")
                let kinds = isRegisteredFirst ? ["registered", "captureBegun", "captured"] : ["captureBegun", "captured", "registered"]
                #expect(shown.history.map(\.kind) == ["arrived"] + kinds)

                // Records files it with its content once: when it has both its number and its file.
                let contents = try await Self.contents(desk, of: id, told)
                #expect(contents.map(\.kind) == [isRegisteredFirst ? "captured" : "registered"])
                #expect(contents.first?.content.file.sha256 == shown.incoming.file.sha256)
                #expect(told.count == 1)
            }
        }
    }

    /// What was told with content: of steps in the log, of events of other services by the handler.
    private static func contents(
        _ desk: IncomingDesk, of id: String, _ told: [OutgoingEvent]
    ) async throws -> [Hoso_Intake_V1_IncomingProgressed] {
        let logged = try await desk.postgres.query(
            "SELECT payload FROM event_log WHERE name = 'intake.incoming_progressed.v1' ORDER BY position"
        ).map { try Hoso_Intake_V1_IncomingProgressed(serializedBytes: $0.decode(column: 0, as: [UInt8].self)) }
        let handled = try told.map { try Hoso_Intake_V1_IncomingProgressed(serializedBytes: $0.payload) }
        return (logged + handled).filter { $0.incomingID == id && $0.hasContent }
    }

    @Test func `R25 a refused scan tells why, and another one is taken`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await desk.client.enterIncoming(IncomingDesk.paper("a")).incoming.id
            try await desk.step(id, by: IncomingDesk.clerk, Self.scan("1"))
            try await desk.step(id, by: IncomingDesk.clerk, Self.scan("1"))
            #expect(try await desk.show(id).history.map(\.kind) == ["arrived", "captureBegun"], "said again, it is the same scan")
            #expect(try await desk.failure { try await desk.step(id, by: IncomingDesk.clerk, Self.scan("2")) }?.code == .wrongState)
            let first = try #require(desk.digitization.requests.first)

            try await desk.take(Self.refused(first), LetterCapturedHandler.refused)
            let refused = try await desk.show(id).incoming
            #expect(refused.capture.state == "refused" && refused.capture.reasonsVi == ["Trang 2: Hãy quét lại thẳng hơn."] && !refused.hasFile)
            let same = try await desk.failure { try await desk.step(id, by: IncomingDesk.clerk, Self.scan("1")) }
            #expect(same?.code == .wrongState && same?.messageVi.contains("quét lại") == true)

            #expect(try await desk.step(id, by: IncomingDesk.clerk, Self.scan("3")).incoming.capture.state == "waiting")
            #expect(try await desk.take(Self.captured(first), LetterCapturedHandler.captured).isEmpty, "the first scan counts no more")
            try await desk.take(Self.captured(try #require(desk.digitization.requests.last)), LetterCapturedHandler.captured)
            #expect(try await desk.show(id).incoming.capture.state == "done")
            #expect(try await desk.failure { try await desk.step(id, by: IncomingDesk.clerk, Self.scan("4")) }?.code == .wrongState)
            #expect(desk.digitization.requests.count == 3, "a refused step asks nobody")
        }
    }

    @Test func `R74 R75 only a clerk captures, only paper, never a secret`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await desk.client.enterIncoming(IncomingDesk.paper("a")).incoming.id
            let denied = try await desk.failure { try await desk.step(id, by: IncomingDesk.director, Self.scan("1")) }
            #expect(denied?.code == .denied && denied?.messageVi.contains(IncomingDesk.clerk) == true)

            var request = IncomingDesk.paper("b", notation: "13/UBND-VX")
            request.secrecy = .secret
            request.subject = ""
            let secret = try await desk.client.enterIncoming(request).incoming.id
            #expect(try await desk.failure { try await desk.step(secret, by: IncomingDesk.clerk, Self.scan("1")) }?.code == .secret)

            request = IncomingDesk.paper("c", notation: "14/UBND-VX")
            request.paper = false
            request.file = .with { $0.sha256 = Self.hex("b"); $0.sizeBytes = 9; $0.mediaType = "application/pdf" }
            let electronic = try await desk.client.enterIncoming(request).incoming.id
            #expect(try await desk.failure { try await desk.step(electronic, by: IncomingDesk.clerk, Self.scan("1")) }?.code == .wrongState)

            for broken in [Hoso_Intake_V1_CaptureStep(), .with { $0.scan.sha256 = "zz"; $0.scan.sizeBytes = 1; $0.scan.mediaType = "image/png" }] {
                #expect(try await desk.failure { try await desk.step(id, by: IncomingDesk.clerk, .capture(broken)) }?.code == .invalidArgument)
            }
            #expect(desk.digitization.requests.isEmpty)
            desk.digitization.answer(false)
            #expect(try await desk.failure { try await desk.step(id, by: IncomingDesk.clerk, Self.scan("1")) }?.code == .unavailable)
            #expect(try await desk.show(id).incoming.hasCapture == false)
        }
    }

    @Test func `R25 what is told of other papers changes nothing, and of unknown letters it is refused`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await desk.client.enterIncoming(IncomingDesk.paper("a")).incoming.id
            try await desk.step(id, by: IncomingDesk.clerk, Self.scan("1"))
            let order = try #require(desk.digitization.requests.last)

            var component = Self.captured(order)
            component.paper.role = .component
            #expect(try await desk.take(component, LetterCapturedHandler.captured).isEmpty)
            var elsewhere = Self.captured(order), unknown = Self.captured(order), empty = Self.captured(order)
            elsewhere.paper.agencyCode = "H99.21"
            unknown.paper.dossierID = Data(repeating: 9, count: 16)
            empty.paper.clearText()
            for message in [elsewhere, unknown, empty] {
                await #expect(throws: EventRejected.self) { try await desk.take(message, LetterCapturedHandler.captured) }
            }
            #expect(try await desk.show(id).incoming.capture.state == "waiting")
        }
    }
}
