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

    @Test func `R19 a paper that is held is refused at the desk until a reason code is given, and the reason is kept and told`() async throws {
        try await RunningIntake.run { intake in
            intake.repository.hold(RunningIntake.document("licence", role: .component, last: 6))

            let failure = await intake.failure { _ = try await $0.open("a") }
            #expect(failure?.code == .wrongState && failure?.pointer == "components")
            #expect(failure?.messageVi.contains("TP01") == true && failure?.messageVi.contains("097176703494") == false)
            #expect(try await intake.count("dossiers") == 0)
            let ordinals = try await intake.count("dossier_ordinals")
            #expect(ordinals == 0, "a refused request draws no code")

            let dossier = try await intake.open("b") { $0.components[0].repeatReason = .unreadable }

            let told = try await intake.payload(
                "intake.paper_asked_again.v1", of: dossier, as: Hoso_Intake_V1_PaperAskedAgain.self)
            #expect(told.reason == .unreadable && told.componentCode == "TP01" && told.officerCode == "HS0031")
            #expect(told.documentID.last == 6)
            #expect(try await intake.count("repeated_requests") == 1)
        }
    }

    @Test func `R19 a reason for a paper that nobody holds is not counted`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.open("a") { $0.components[0].repeatReason = .expired }

            #expect(try await intake.events(of: dossier) == ["intake.dossier_registered.v1"])
            #expect(try await intake.count("repeated_requests") == 0)
        }
    }

    @Test(arguments: [("", false), ("ngắn", false), ("   ngắn            ", false), ("Điều 5 Nghị định 01/2026/NĐ-CP", true)])
    func `R19 a law, a doubt and another reason say which`(note: String, isTaken: Bool) async throws {
        try await RunningIntake.run { intake in
            intake.repository.hold(RunningIntake.document("licence", role: .component, last: 7))

            let failure = await intake.failure {
                _ = try await $0.open("a") {
                    $0.components[0].repeatReason = .law
                    $0.components[0].repeatNote = note
                }
            }

            #expect((failure == nil) == isTaken, "\(String(describing: failure))")
        }
    }

    @Test func `R19 a reason of a later version is refused`() async throws {
        try await RunningIntake.run { intake in
            let failure = await intake.failure {
                _ = try await $0.open("a") { $0.components[0].repeatReason = .UNRECOGNIZED(99) }
            }

            #expect(failure?.pointer == "components[0].repeat_reason")
        }
    }

    @Test func `R17 R19 a supplement request does not ask for what is held without a reason`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.move(intake.accept(intake.open()), to: .inProgress)
            intake.repository.hold(RunningIntake.document("licence", role: .component, last: 8))
            @Sendable func ask(_ reason: Hoso_Intake_V1_RepeatReason, _ code: String = "TP01") -> Hoso_Intake_V1_ChangeStatusRequest {
                .with {
                    $0.dossierID = dossier.id
                    $0.expectedVersion = dossier.version
                    $0.status = .supplementRequested
                    $0.officerCode = "HS0014"
                    $0.note = "Thiếu giấy phép"
                    $0.legalBasis = "Điều 9; Trưởng phòng"
                    $0.requestedPapers = [
                        .with {
                            $0.componentCode = code
                            $0.reason = reason
                        }
                    ]
                }
            }

            let refused = await intake.failure { _ = try await $0.client.changeStatus(ask(.unspecified)) }
            #expect(refused?.code == .wrongState && refused?.pointer == "components")
            let unknown = await intake.failure { _ = try await $0.client.changeStatus(ask(.changed, "TP99")) }
            #expect(unknown?.code == .invalidArgument)
            let asked = try await intake.client.changeStatus(ask(.changed)).dossier

            #expect(asked.status == .supplementRequested)
            let told = try await intake.payload(
                "intake.paper_asked_again.v1", of: dossier, as: Hoso_Intake_V1_PaperAskedAgain.self)
            #expect(told.reason == .changed && told.officerCode == "HS0014")
        }
    }

    @Test func `R19 while the repository cannot be asked, no paper is taken that it may hold`() async throws {
        try await RunningIntake.run { intake in
            intake.repository.disappear()

            let failure = await intake.failure { _ = try await $0.open() }

            #expect(failure?.code == .unavailable && failure?.whoCanMend == .time)
        }
    }
}
