import Foundation
import HosoProto
import Messaging
import ServiceKit
import SwiftProtobuf
import Testing

@Suite(.timeLimit(.minutes(10))) struct PaperStoredTests {
    private static func stored(
        _ dossier: Hoso_Intake_V1_Dossier, component: String, role: Hoso_Common_V1_PaperRole = .component
    ) throws -> [UInt8] {
        try Hoso_Digitization_V1_PaperStored.with {
            $0.paper.dossierID = dossier.id
            $0.paper.dossierCode = dossier.code
            $0.paper.componentCode = component
            $0.paper.role = role
            $0.paper.resultCode.code = "097176703494.licence.1"
            $0.documentID = Data([UInt8](repeating: 7, count: 16))
        }.serializedBytes()
    }

    @Test(arguments: [("TP01", Hoso_Common_V1_PaperRole.component), ("KQ01", .result)])
    func `R22 R27 R28 a stored paper sets its component to state 1 with its code`(
        component: String, role: Hoso_Common_V1_PaperRole
    ) async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.accept(try await intake.open())
            _ = try await intake.deliver(try Self.stored(dossier, component: component, role: role))

            let changed = try await intake.get(dossier).dossier.components.first { $0.code == component }
            #expect(changed?.digitization == .digitized)
            #expect(changed?.resultCode == "097176703494.licence.1")
            let told = try await intake.payload(
                "intake.component_digitized.v1", of: dossier, as: Hoso_Intake_V1_ComponentDigitized.self)
            #expect(told.componentCode == component && told.role == role)
        }
    }

    @Test func `the same paper told again changes nothing`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.accept(try await intake.open())
            let payload = try Self.stored(dossier, component: "TP01")
            let first = try await intake.deliver(payload)
            let second = try await intake.deliver(payload)

            #expect(first.map(\.name) == ["intake.component_digitized.v1"])
            #expect(second.isEmpty)
            #expect(try await intake.get(dossier).dossier.version == dossier.version + 1)
        }
    }

    @Test func `what cannot be handled goes to quarantine with its reason`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.accept(try await intake.open())
            var unknown = dossier
            unknown.id = Data([UInt8](repeating: 9, count: 16))
            let cases: [(String, [UInt8])] = [
                ("malformed", [0xff, 0xff, 0xff]), ("malformed", []),
                ("unknown_dossier", try Self.stored(unknown, component: "TP01")),
                ("rule_broken", try Self.stored(dossier, component: "TP77")),
            ]

            for (failure, payload) in cases {
                await #expect {
                    _ = try await intake.deliver(payload)
                } throws: { error in
                    (error as? EventRejected)?.failure == failure
                }
            }
            #expect(try await intake.get(dossier).dossier == dossier)
        }
    }
}
