import BlobStore
import Clocks
import DirectorySupport
import HosoProto
import Messaging
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Intake

/// Nobody acts, reads or is given work without a post in the directory (R75).
@Suite(.timeLimit(.minutes(10))) struct IncomingRightsTests {
    private static func direction(_ desk: IncomingDesk, to officer: String) -> Hoso_Intake_V1_TakeIncomingStepRequest.OneOf_Step {
        .direct(
            .with {
                $0.assignments = [
                    .with {
                        $0.officerCode = officer
                        $0.lead = true
                    }
                ]
                $0.deadlineAt = .init(desk.clock.now() + .seconds(3600))
            })
    }

    private static func registered(_ desk: IncomingDesk) async throws -> String {
        let id = try await desk.client.enterIncoming(IncomingDesk.paper("a")).incoming.id
        try await desk.step(id, by: IncomingDesk.clerk, .register(.init()))
        return id
    }

    @Test func `R75 nobody is given work who left, and the refusal says who can mend it`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await Self.registered(desk)
            desk.roster.leave("CV10")
            let directed = try await desk.failure { try await desk.step(id, by: IncomingDesk.director, Self.direction(desk, to: "CV10")) }
            #expect(directed?.code == .wrongState && directed?.whoCanMend == .operator)
            #expect(directed?.messageVi.contains("CV10") == true && directed?.messageVi.contains("danh bạ") == true)

            try await desk.step(id, by: IncomingDesk.director, Self.direction(desk, to: "CV11"))
            let transferred = try await desk.failure {
                try await desk.step(
                    id, by: "CV11",
                    .transfer(
                        .with {
                            $0.officerCode = "CV10"
                            $0.reason = "đúng việc"
                        }))
            }
            let handed = try await desk.failure {
                _ = try await desk.client.handOverIncoming(
                    .with {
                        $0.agencyCode = IncomingDesk.agency
                        $0.fromCode = "CV11"
                        $0.toCode = "CV10"
                        $0.reason = "nghỉ việc"
                        $0.officerCode = "QT01"
                    })
            }
            #expect(transferred?.code == .wrongState && handed?.code == .wrongState)
            #expect(try await desk.show(id).incoming.assignments.map(\.officerCode) == ["CV11"])
        }
    }

    @Test func `R75 who left neither acts nor reads, whatever the reception says`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await Self.registered(desk)
            desk.roster.leave(IncomingDesk.director)
            desk.roster.leave("TT01")
            let acted = try await desk.failure { try await desk.step(id, by: IncomingDesk.director, Self.direction(desk, to: "CV10")) }
            let read = try await desk.failure { _ = try await desk.show(id, to: "TT01") }
            let register = try await desk.failure {
                _ = try await desk.client.listIncoming(
                    .with {
                        $0.officerCode = "TT01"
                        $0.agencyCode = IncomingDesk.agency
                        $0.year = 2026
                    })
            }
            #expect([acted, read, register].allSatisfy { $0?.code == .denied })
            #expect(acted?.messageVi.contains("không giữ chức vụ") == true)
            let kept = try await desk.postgres.query("SELECT officer_code FROM incoming_denials ORDER BY officer_code")
                .map { try $0.decode(column: 0, as: String.self) }
            #expect(kept == [IncomingDesk.director, "TT01"])
            #expect(try await desk.show(id, to: IncomingDesk.clerk).views.filter(\.refused).map(\.officerCode) == ["TT01"])
        }
    }

    @Test func `R75 only administrators and leaders set up a reception or hand over another's work`() async throws {
        try await IncomingDesk.with { desk in
            let reception = Hoso_Intake_V1_Reception.with {
                $0.agencyCode = IncomingDesk.agency
                $0.version = 2
                $0.clerkCodes = ["VT03"]
                $0.directorCodes = [IncomingDesk.director]
            }
            let clerk = try await desk.failure {
                _ = try await desk.client.importReception(
                    .with {
                        $0.officerCode = IncomingDesk.clerk
                        $0.reception = reception
                    })
            }
            desk.roster.leave("VT03")
            let gone = try await desk.failure {
                _ = try await desk.client.importReception(
                    .with {
                        $0.officerCode = IncomingDesk.director
                        $0.reception = reception
                    })
            }
            func handOver(by officer: String) -> Hoso_Intake_V1_HandOverIncomingRequest {
                .with {
                    $0.agencyCode = IncomingDesk.agency
                    $0.fromCode = "CV10"
                    $0.toCode = "CV11"
                    $0.reason = "nghỉ việc"
                    $0.officerCode = officer
                }
            }
            let other = try await desk.failure { _ = try await desk.client.handOverIncoming(handOver(by: "CV11")) }
            #expect(clerk?.code == .denied && gone?.code == .wrongState && other?.code == .denied)
            // A leaver hands his own work over.
            #expect(try await desk.client.handOverIncoming(handOver(by: "CV10")).documents == 0)
        }
    }

    @Test func `R75 without the directory nobody gets a right, and is told to try again`() async throws {
        try await IncomingDesk.with { desk in
            let id = try await Self.registered(desk)
            desk.roster.answer(false)
            let acted = try await desk.failure { try await desk.step(id, by: IncomingDesk.director, Self.direction(desk, to: "CV10")) }
            let read = try await desk.failure { _ = try await desk.show(id) }
            #expect(acted?.code == .unavailable && read?.code == .unavailable)
            // One's own list is there all the same.
            #expect(try await desk.work(of: IncomingDesk.director).map(\.incomingID) == [id])
            desk.roster.answer(true)
            try await desk.step(id, by: IncomingDesk.director, Self.direction(desk, to: "CV10"))
        }
    }

    @Test func `R21 a document for another is sent back, and the sender knows on the day it came`() async throws {
        try await IncomingDesk.with { desk in
            let arrived = try await desk.take(IncomingDesk.issued(), DocumentIssuedHandler.event)
            let acknowledged = try Hoso_Intake_V1_IncomingProgressed(serializedBytes: try #require(arrived.first).payload)
            #expect(acknowledged.delivery == "arrived")
            #expect(acknowledged.at.instant?.vietnamDate == desk.clock.now().vietnamDate)

            let id = try #require(try await desk.work(of: IncomingDesk.clerk).first?.incomingID)
            let mute = try await desk.failure { try await desk.step(id, by: IncomingDesk.clerk, .sendBack(.init())) }
            #expect(mute?.code == .invalidArgument && mute?.pointer == "reason")
            let returned = try await desk.step(id, by: IncomingDesk.clerk, .sendBack(.with { $0.reason = "gửi nhầm nơi nhận" })).incoming
            #expect(returned.state == "refused" && returned.arrivalNumber == 0)
            let told = try await desk.postgres.query(
                "SELECT payload FROM event_log WHERE name = 'intake.incoming_progressed.v1' ORDER BY position DESC LIMIT 1")
            let last = try Hoso_Intake_V1_IncomingProgressed(serializedBytes: try #require(told.first).decode(column: 0, as: [UInt8].self))
            #expect(last.delivery == "refused" && last.reason == "gửi nhầm nơi nhận")
            #expect(last.sourceDocumentID == SequentialIdentifiers.identifier(500).description)
            #expect(try await desk.work(of: IncomingDesk.clerk).isEmpty)
        }
    }

    @Test func `R74 of a secret no words are taken at any step, and no path tells more than number and notation`() async throws {
        try await IncomingDesk.with { desk in
            var request = IncomingDesk.paper("a")
            request.secrecy = .secret
            request.subject = ""
            let id = try await desk.client.enterIncoming(request).incoming.id
            try await desk.step(id, by: IncomingDesk.clerk, .register(.init()))
            func direction(_ opinion: String) -> Hoso_Intake_V1_TakeIncomingStepRequest.OneOf_Step {
                .direct(
                    .with {
                        $0.assignments = [
                            .with {
                                $0.officerCode = "CV10"
                                $0.lead = true
                            }
                        ]
                        $0.opinion = opinion
                        $0.deadlineAt = .init(desk.clock.now() + .seconds(3600))
                    })
            }
            var refused: [HosoFailure?] = []
            refused.append(try await desk.failure { try await desk.step(id, by: IncomingDesk.director, direction("giao quân")) })
            try await desk.step(id, by: IncomingDesk.director, direction(""))
            refused.append(try await desk.failure { try await desk.step(id, by: "CV10", .report(.with { $0.text = "đã giao quân" })) })
            refused.append(try await desk.failure { try await desk.step(id, by: "CV10", .finish(.with { $0.result = "đã giao quân" })) })
            #expect(refused.allSatisfy { $0?.code == .secret })
            let waiting = try await desk.work(of: "CV10")
            #expect(waiting.map(\.subject) == [""] && waiting.map(\.notation) == ["12/UBND-VX"])
            try await desk.step(id, by: "CV10", .finish(.init()))

            let shown = try await desk.show(id)
            #expect(shown.incoming.stub && shown.incoming.subject.isEmpty && !shown.incoming.hasFile && shown.incoming.opinion.isEmpty)
            let register = try await desk.client.listIncoming(
                .with {
                    $0.officerCode = IncomingDesk.clerk
                    $0.agencyCode = IncomingDesk.agency
                    $0.year = 2026
                }
            ).incoming
            #expect(register.map(\.subject) == [""])
            let steps = try await desk.client.listIncomingHandled(
                .with {
                    $0.officerCode = "TT01"
                    $0.agencyCode = IncomingDesk.agency
                    $0.ofCode = "CV10"
                    $0.from = Hoso_Common_V1_Day(desk.clock.now().vietnamDate)
                    $0.to = $0.from
                }
            ).steps
            #expect(steps.map(\.subject) == [""])
            for kind in ["register", "followUp"] {
                let book = try await desk.client.makeIncomingBook(
                    .with {
                        $0.officerCode = IncomingDesk.clerk
                        $0.agencyCode = IncomingDesk.agency
                        $0.agencyName = "Sở Xây dựng"
                        $0.kind = kind
                        $0.year = 2026
                        $0.format = "csv"
                    })
                let reference = try #require(BlobReference(hex: book.sha256, sizeBytes: book.sizeBytes))
                let text = String(decoding: try await desk.blobs.get(reference), as: UTF8.self)
                #expect(text.contains("12/UBND-VX") && (kind == "followUp" || text.contains("(văn bản mật)")))
            }
        }
    }
}
