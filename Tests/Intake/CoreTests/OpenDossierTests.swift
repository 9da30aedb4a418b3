import Clocks
import GRPCCore
import HosoProto
import Postgres
import ServiceKit
import SwiftProtobuf
import Testing
import TestSupport

@Suite(.timeLimit(.minutes(10))) struct OpenDossierTests {
    @Test func `R10 the code is agency, day and ordinal`() async throws {
        try await RunningIntake.run { intake in
            let first = try await intake.open("a")
            let second = try await intake.open("b")
            let elsewhere = try await intake.open("c") { $0.receivingAgencyCode = "H99.22" }

            #expect(first.code == "H99.21-260302-0001")
            #expect(second.code == "H99.21-260302-0002")
            #expect(elsewhere.code == "H99.22-260302-0001")
        }
    }

    @Test func `R10 fifty clients at once get fifty codes`() async throws {
        try await RunningIntake.run { intake in
            let codes = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<50 {
                    group.addTask { try await intake.open("client-\(number)").code }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }

            #expect(codes.count == 50)
            #expect(codes.max() == "H99.21-260302-0050")
            #expect(try await intake.count("dossiers") == 50)
        }
    }

    @Test func `R10 the ordinal begins anew on the next day and widens after 9999`() async throws {
        try await RunningIntake.run { intake in
            _ = try await intake.open("a")
            intake.clock.advance(by: .seconds(24 * 3_600))
            let nextDay = try await intake.open("b")
            _ = try await intake.postgres.query("UPDATE dossier_ordinals SET last_ordinal = 9999")
            let wide = try await intake.open("c")

            #expect(nextDay.code == "H99.21-260303-0001")
            #expect(wide.code == "H99.21-260303-10000")
        }
    }

    @Test func `R10 a number whose dossier was not stored is not used again`() async throws {
        try await RunningIntake.run { intake in
            try await intake.refuseInserts(into: "status_changes")
            let failed = await intake.failure { _ = try await $0.open("a") }
            try await intake.allowInserts(into: "status_changes")

            #expect(failed != nil)
            #expect(try await intake.count("dossiers") == 0)
            #expect(try await intake.count("idempotency_keys") == 0)
            #expect(try await intake.open("a").code == "H99.21-260302-0002")
        }
    }

    @Test func `the same key with the same content gives the same dossier`() async throws {
        try await RunningIntake.run { intake in
            let first = try await intake.client.openDossier(RunningIntake.opening(key: "a"))
            intake.clock.advance(by: .seconds(60))
            let again = try await intake.client.openDossier(RunningIntake.opening(key: "a"))

            #expect(!first.replayed && again.replayed)
            #expect(again.dossier == first.dossier)
            #expect(try await intake.count("dossiers") == 1)
        }
    }

    @Test func `the same key with another content is refused`() async throws {
        try await RunningIntake.run { intake in
            _ = try await intake.open("a")

            let failure = await intake.failure { _ = try await $0.open("a") { $0.owner.name = "Tạ Kiều Thoa" } }

            #expect(failure?.code == .keyReused)
            #expect(try await intake.count("dossiers") == 1)
        }
    }

    @Test func `twenty clients with one key get one dossier`() async throws {
        try await RunningIntake.run { intake in
            let codes = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await intake.open("same").code }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }

            #expect(codes.count == 1)
            #expect(try await intake.count("dossiers") == 1)
        }
    }

    @Test func `R11 a foreign code is kept and taken once`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.open("a") { $0.foreignCode = "G22.99-261008-220001" }
            let again = await intake.failure { _ = try await $0.open("b") { $0.foreignCode = "G22.99-261008-220001" } }

            #expect(dossier.code == "G22.99-261008-220001")
            #expect(again?.code == .conflict)
            #expect(try await intake.count("idempotency_keys") == 1)
        }
    }

    @Test func `R13 the three places and the channel are kept apart`() async throws {
        try await RunningIntake.run { intake in
            let dossier = try await intake.open("a") {
                $0.channel = .postal
                $0.supportingAgencyCode = "H99.24"
                $0.assistedBy = "Bưu cục Hà Khê"
            }

            #expect(dossier.channel == .postal)
            #expect(dossier.receivingAgencyCode == "H99.21")
            #expect(dossier.supportingAgencyCode == "H99.24")
            #expect(dossier.competentAgencyCode == "H99.12")
        }
    }

    @Test func `R14 the version in force is bound, and a procedure without agency is decided at the desk`() async throws {
        try await RunningIntake.run { intake in
            let licence = try await intake.open("a")
            let birth = try await intake.open("b") {
                $0.procedureCode = "9.000201"
                $0.components = []
            }

            #expect(licence.procedureVersion == 2 && licence.filingNotation == "01.VT")
            #expect(birth.competentAgencyCode == "H99.21")
        }
    }

    @Test(arguments: [Hoso_Common_V1_SecrecyLevel.secret, .highlySecret, .topSecret])
    func `R31 a declared secret has no way in`(level: Hoso_Common_V1_SecrecyLevel) async throws {
        try await RunningIntake.run { intake in
            let failure = await intake.failure { _ = try await $0.open("a") { $0.secrecy = level } }

            let keys = try await intake.count("idempotency_keys")
            #expect(failure?.code == .secret)
            #expect(keys == 0)
        }
    }

    @Test(arguments: [
        "idempotency_key", "secrecy", "channel", "procedure_code", "receiving_agency_code", "supporting_agency_code",
        "owner", "components", "officer_code", "foreign_code",
    ])
    func `a value nobody can work with is refused by its name`(field: String) async throws {
        try await RunningIntake.run { intake in
            let failure = await intake.failure { intake in
                _ = try await intake.open("a") { request in
                    switch field {
                    case "idempotency_key": request.idempotencyKey = String(repeating: "k", count: 256)
                    case "secrecy": request.secrecy = .unspecified
                    case "channel": request.channel = .UNRECOGNIZED(9)
                    case "procedure_code": request.procedureCode = "9.99\u{0}999"
                    case "receiving_agency_code": request.receivingAgencyCode = "H99.51.03"
                    case "supporting_agency_code": request.supportingAgencyCode = "nowhere"
                    case "owner": request.owner.id = "12345"
                    case "components": request.components[0].originals = .min
                    case "officer_code": request.officerCode = ""
                    default: request.foreignCode = "<script>"
                    }
                }
            }

            let stored = try await intake.count("dossiers")
            #expect(failure?.pointer == field)
            #expect(stored == 0)
        }
    }
}

extension RunningIntake {
    /// Has the database itself refuse rows, as a full disk would.
    func refuseInserts(into table: String) async throws {
        _ = try await self.postgres.query(
            """
            CREATE FUNCTION refuse_insert() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION ''no space''; END'
            """)
        _ = try await self.postgres.query(
            """
            CREATE TRIGGER refuse_insert BEFORE INSERT ON \(identifier: table)
            FOR EACH ROW EXECUTE FUNCTION refuse_insert()
            """)
    }

    func allowInserts(into table: String) async throws {
        _ = try await self.postgres.query("DROP TRIGGER refuse_insert ON \(identifier: table)")
    }
}
