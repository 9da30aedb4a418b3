import Clocks
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing
import TestSupport

@Suite(.timeLimit(.minutes(10))) struct ChangeStatusTests {
    @Test func `a dossier travels from the desk to the returned result and loads as it was saved`() async throws {
        try await RunningIntake.run { intake in
            var dossier = try await intake.accept(try await intake.open())
            for status in [Hoso_Intake_V1_DossierStatus.inProgress, .processed, .resultReturned] {
                dossier = try await intake.move(dossier, to: status)
            }

            let full = try await intake.get(dossier)
            let byCode = try await intake.client.getDossier(.with { $0.code = dossier.code })

            #expect(full.dossier == dossier && byCode.dossier == dossier)
            #expect(full.history.map(\.to) == [.registered, .accepted, .inProgress, .processed, .resultReturned])
            #expect(full.history.map(\.from) == [.unspecified, .registered, .accepted, .inProgress, .processed])
        }
    }

    @Test(arguments: [Hoso_Intake_V1_DossierStatus.inProgress, .processed, .resultReturned, .registered, .accepted])
    func `R12 before acceptance a dossier cannot be worked on`(status: Hoso_Intake_V1_DossierStatus) async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.open()

            let failure = await intake.failure { _ = try await $0.move(dossier, to: status) }

            #expect(failure?.code == .wrongState && failure?.pointer == "status")
            #expect(try await intake.get(dossier).dossier == dossier)
        }
    }

    @Test(arguments: [
        Hoso_Intake_V1_DossierStatus.registered, .accepted, .refused, .inProgress, .processed, .stopped,
        .supplementRequested,
    ])
    func `R12 nothing but the returned result follows a processed dossier`(
        status: Hoso_Intake_V1_DossierStatus
    ) async throws {
        try await RunningIntake.run { intake in
            var dossier = try await intake.accept(try await intake.open())
            dossier = try await intake.move(dossier, to: .inProgress)
            dossier = try await intake.move(dossier, to: .processed)

            let failure = await intake.failure { [dossier] in _ = try await $0.move(dossier, to: status) }

            #expect(failure?.code == .wrongState)
        }
    }

    @Test func `R12 a result is not returned before the dossier is processed`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.accept(try await intake.open())

            let failure = await intake.failure { _ = try await $0.move(dossier, to: .resultReturned) }

            #expect(failure?.messageEn.contains("has not been processed") == true)
        }
    }

    @Test func `R6 R17 a supplement suspends the clock by the calendar of the directory`() async throws {
        try await RunningIntake.run { intake in
            var dossier = try await intake.accept(try await intake.open())
            intake.clock.advance(by: .seconds(2 * 24 * 3_600))
            dossier = try await intake.move(dossier, to: .supplementRequested, note: "Thiếu giấy khám sức khỏe")
            intake.clock.advance(by: .seconds(6 * 24 * 3_600))
            dossier = try await intake.move(dossier, to: .inProgress)

            // Waited 5, 6, 9 and 10 March; due was 9 March.
            #expect(dossier.dueAt.seconds == 1_773_396_000)
            #expect(try await intake.get(dossier).dossier == dossier)
        }
    }

    @Test func `R17 a supplement without legal basis is refused`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.accept(try await intake.open())

            let failure = await intake.failure {
                _ = try await $0.move(dossier, to: .supplementRequested, legalBasis: "")
            }

            #expect(failure?.code == .invalidArgument && failure?.pointer == "legal_basis")
        }
    }

    @Test func `of ten who change one version one succeeds and nine are told`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.accept(try await intake.open())
            let outcomes = await withTaskGroup(of: HosoFailure.Code?.self) { group in
                for _ in 0..<10 {
                    group.addTask { await intake.failure { _ = try await $0.move(dossier, to: .inProgress) }?.code }
                }
                return await group.reduce(into: [HosoFailure.Code?]()) { $0.append($1) }
            }

            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == .conflict }.count == 9)
            #expect(try await intake.get(dossier).history.count == 3)
        }
    }

    @Test(arguments: [[UInt8](), [1, 2, 3], [UInt8](repeating: 0, count: 16)])
    func `a dossier nobody knows is not changed`(id: [UInt8]) async throws {
        try await RunningIntake.run { intake in
            var dossier = Hoso_Intake_V1_Dossier()
            dossier.id = .init(id)

            let failure = await intake.failure { [dossier] in _ = try await $0.move(dossier, to: .inProgress) }

            #expect(failure?.pointer == "dossier_id")
        }
    }
}
