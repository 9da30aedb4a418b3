import BlobStore
import Clocks
import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing
import TestSupport

@Suite(.timeLimit(.minutes(10))) struct AcceptDossierTests {
    @Test func `R6 R15 R20 acceptance promises a date, issues the slip and hands over at once`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.accept(try await intake.open())

            // Five working days after Monday, 2 March, at 17:00 in Vietnam.
            #expect(dossier.dueAt.seconds == Self.seconds("2026-03-09T10:00:00.000000Z"))
            #expect(dossier.status == .accepted && dossier.version == 2)
            let slip = try await intake.blobs.get(
                try #require(BlobReference(sha256: [UInt8](dossier.receipt.sha256), sizeBytes: dossier.receipt.sizeBytes)))
            #expect(slip.starts(with: Array("%PDF-".utf8)))
            let full = try await intake.get(dossier)
            #expect(full.handovers.map(\.toSection) == ["Phòng Vận tải và Người lái"])
            #expect(full.handovers.map(\.onTime) == [true])
            #expect(full.handovers.first?.handedAt == dossier.acceptedAt)
        }
    }

    @Test func `acceptance is told in its order, with the dossier as accepted`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.accept(try await intake.open())

            #expect(
                try await intake.events(of: dossier) == [
                    "intake.dossier_registered.v1", "intake.dossier_accepted.v1", "intake.dossier_handed_over.v1",
                    "intake.dossier_status_changed.v1",
                ])
            let told = try await intake.payload(
                "intake.dossier_accepted.v1", of: dossier, as: Hoso_Intake_V1_DossierAccepted.self)
            #expect(told.dossier == dossier && told.officerCode == "HS0031")
        }
    }

    @Test func `the same acceptance again gives the same answer and tells nothing new`() async throws {
        try await RunningIntake.run { intake in
            let opened = try await intake.open()
            let first = try await intake.accept(opened)
            intake.clock.advance(by: .seconds(3_600))
            let again = try await intake.accept(opened)

            #expect(first == again)
            #expect(try await intake.events(of: first).count == 4)
        }
    }

    @Test func `a dossier without its required paper is not accepted`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.open("a") { $0.components = [] }

            let failure = await intake.failure { _ = try await $0.accept(dossier) }

            #expect(failure?.code == .wrongState && failure?.pointer == "components")
            #expect(try await intake.get(dossier).dossier == dossier)
        }
    }

    @Test func `eight who accept at once accept once and get the same answer`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.open()
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask { await intake.failure { _ = try await $0.accept(dossier) } == nil }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }

            #expect(outcomes.allSatisfy { $0 })
            #expect(try await intake.events(of: dossier).count == 4)
            #expect(try await intake.count("handovers") == 1)
        }
    }

    @Test func `when the log cannot be written the dossier stays as it was`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.open()
            try await intake.refuseInserts(into: "handovers")

            let failure = await intake.failure { _ = try await $0.accept(dossier) }

            #expect(failure != nil)
            #expect(try await intake.get(dossier).dossier == dossier)
            #expect(try await intake.events(of: dossier) == ["intake.dossier_registered.v1"])
        }
    }

    @Test func `an officer nobody knows does not accept`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.open()
            let failure = await intake.failure { intake in
                _ = try await intake.client.acceptDossier(
                    .with {
                        $0.dossierID = dossier.id
                        $0.expectedVersion = 1
                        $0.officerCode = "HS9999"
                    })
            }

            #expect(failure?.code == .notFound && failure?.pointer == "officer_code")
        }
    }

    @Test(arguments: [
        ("2026-03-02", 9, "2026-03-02T10:00:00.000000Z"), ("2026-03-02", 15, "2026-03-03T10:00:00.000000Z"),
    ])
    func `R5 R6 eight hours with a cut-off at 15 o'clock`(date: String, hour: Int, due: String) async throws {
        try await RunningIntake.run { intake in
            intake.clock.set(
                UTCInstant(vietnamDate: try #require(VietnamDate(iso8601: date)), hour: hour == 9 ? 7 : hour, minute: 0))
            let opened = try await intake.open("a") {
                $0.procedureCode = "9.000201"
                $0.components = []
            }

            #expect(try await intake.accept(opened).dueAt.seconds == Self.seconds(due))
        }
    }

    private static func seconds(_ iso8601: String) -> Int64? {
        UTCInstant(iso8601: iso8601).map { $0.microsecondsSinceEpoch / 1_000_000 }
    }
}
