import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing

@Suite(.timeLimit(.minutes(10))) struct ImportProceduresTests {
    private static func sample() throws -> Hoso_Intake_V1_ImportProceduresRequest {
        try Hoso_Intake_V1_ImportProceduresRequest(jsonUTF8Data: RunningIntake.sample("procedures.json"))
    }

    @Test func `the sample procedures again change nothing`() async throws {
        try await RunningIntake.run { intake in
            let again = try await intake.client.importProcedures(try Self.sample())

            #expect(again.changed == 0 && again.unchanged == 6)
        }
    }

    @Test(arguments: [(2024, 1), (2026, 2)])
    func `R14 the version in force on a day is listed as it was handed in`(year: Int32, version: Int32) async throws {
        try await RunningIntake.run { intake in
            let listed = try await intake.client.listProcedures(
                .with {
                    $0.at.year = year
                    $0.at.month = 6
                    $0.at.day = 1
                }
            ).versions

            let licence = try #require(listed.first { $0.code == "9.000101" })
            #expect(licence == (try Self.sample().versions.first { $0.code == "9.000101" && $0.version == version }))
            #expect(listed.map(\.code) == listed.map(\.code).sorted())
        }
    }

    @Test func `R14 a stored version is not rewritten`() async throws {
        try await RunningIntake.run { intake in
            let failure = await intake.failure { intake in
                var changed = try Self.sample()
                changed.versions[1].limit = 3
                _ = try await intake.client.importProcedures(changed)
            }

            #expect(failure?.code == .invalidArgument)
            #expect(failure?.messageEn.contains("bound to dossiers") == true)
        }
    }

    @Test(arguments: [
        ("code", "versions[2].code"), ("limit", "versions[2].limit"), ("cut", "versions[2].cut_off_minute"),
        ("name", "versions[2]"), ("component", "versions[2].components[0]"), ("twice", "versions[2].components[1]"),
        ("rewritten", "versions[1]"),
    ])
    func `a fault names the place of the version that has it`(what: String, pointer: String) async throws {
        try await RunningIntake.run { intake in
            let failure = await intake.failure { intake in
                var request = try Self.sample()
                switch what {
                case "code": request.versions[2].code = "12.3"
                case "limit": request.versions[2].limit = -1
                case "cut": request.versions[2].cutOffMinute = 5_000
                case "name": request.versions[2].name = ""
                case "component": request.versions[2].components[0].name = ""
                case "twice": request.versions[2].components[1].code = request.versions[2].components[0].code
                default: request.versions[1].limit = 3
                }
                _ = try await intake.client.importProcedures(request)
            }

            #expect(failure?.pointer == pointer)
            #expect(failure?.messageEn.contains("\(pointer): ") == true, "\(failure?.messageEn ?? "")")
            #expect(failure?.messageVi.contains("\(pointer): ") == true && failure?.whoCanMend == .caller)
        }
    }

    @Test(arguments: ["limit_unit", "role", "exemption_code", "valid_from", "valid_to"])
    func `a value that cannot be read is refused by its name`(field: String) async throws {
        try await RunningIntake.run { intake in
            let failure = await intake.failure { intake in
                var request = try Self.sample()
                switch field {
                case "limit_unit": request.versions[0].limitUnit = .unspecified
                case "role": request.versions[0].components[0].role = .UNRECOGNIZED(5)
                case "exemption_code": request.versions[0].components[0].digitize = false
                case "valid_from": request.versions[0].validFrom.day = 32
                default: request.versions[0].validTo.year = 1_990
                }
                _ = try await intake.client.importProcedures(request)
            }

            #expect(failure?.code == .invalidArgument)
            #expect(failure?.pointer.hasSuffix(field) == true)
        }
    }
}
