import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing

@Suite(.timeLimit(.minutes(10))) struct ReuseTests {
    private static func prepare(_ intake: RunningIntake) async throws -> Hoso_Intake_V1_PrepareDossierResponse {
        try await intake.client.prepareDossier(
            .with {
                $0.procedureCode = "9.000101"
                $0.owner.id = "097176703494"
                $0.owner.name = "Phạm Thùy Mẫn"
            })
    }

    @Test func `R19 what the repository holds is offered and no longer missing`() async throws {
        try await RunningIntake.run { intake in
            let before = try await Self.prepare(intake)
            intake.repository.hold(RunningIntake.document("licence", role: .component, last: 1))
            intake.repository.hold(RunningIntake.document("licence", role: .component, last: 2))
            intake.repository.hold(RunningIntake.document("licence", role: .result, last: 9, owner: "097091393830"))
            let after = try await Self.prepare(intake)

            #expect(before.missingComponentCodes == ["TP01"] && before.reuseOffers.isEmpty)
            #expect(after.missingComponentCodes == [])
            #expect(after.reuseOffers.map(\.resultCode) == ["097176703494.licence.2"])
        }
    }

    @Test(arguments: [
        (Hoso_Common_V1_PaperRole.component, Hoso_Common_V1_ComponentDigitization.reusedComponent),
        (.result, .reusedResult),
    ])
    func `R19 R28 a reused paper keeps source and code, and is told`(
        role: Hoso_Common_V1_PaperRole, state: Hoso_Common_V1_ComponentDigitization
    ) async throws {
        try await RunningIntake.run { intake in
            let document = RunningIntake.document("licence", role: role, last: 3)
            intake.repository.hold(document)
            let dossier = try await intake.open("a") {
                $0.components[0].originals = 0
                $0.components[0].reuseDocumentID = document.id
            }

            let component = try #require(dossier.components.first { $0.code == "TP01" })
            #expect(component.digitization == state)
            #expect(component.resultCode == document.resultCode && component.documentID == document.id)
            let told = try await intake.payload(
                "intake.component_reused.v1", of: dossier, as: Hoso_Intake_V1_ComponentReused.self)
            #expect(told.digitization == state && told.resultCode == document.resultCode)
            #expect(try await intake.count("component_reuses") == 1)
            #expect(try await intake.accept(dossier).status == .accepted)
        }
    }

    @Test func `R19 a document of another owner or kind is not reused`() async throws {
        try await RunningIntake.run { intake in
            let foreign = RunningIntake.document("licence", role: .component, last: 4, owner: "097091393830")
            let other = RunningIntake.document("healthCertificate", role: .component, last: 5)
            intake.repository.hold(foreign)
            intake.repository.hold(other)

            for id in [foreign.id, other.id, Data([1, 2, 3])] {
                let failure = await intake.failure {
                    _ = try await $0.open("a") { $0.components[0].reuseDocumentID = id }
                }
                #expect(failure?.pointer == "components[0].reuse_document_id")
            }
        }
    }

    @Test func `R19 while the repository cannot be asked, nobody is asked for papers instead`() async throws {
        try await RunningIntake.run { intake in
            intake.repository.disappear()

            let failure = await intake.failure { _ = try await Self.prepare($0) }

            #expect(failure?.code == .unavailable && failure?.whoCanMend == .time)
        }
    }
}
