import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import ServiceKit
import SwiftProtobuf
import Testing
import TestSupport

@testable import Intake

@Suite(.timeLimit(.minutes(10))) struct ListDossiersTests {
    @Test func `the dossiers of an agency come in pages, newest first, each once`() async throws {
        try await RunningIntake.run { intake in
            var opened: [String] = []
            for number in 0..<7 {
                intake.clock.advance(by: .seconds(1))
                opened.append(try await intake.open("k\(number)").code)
                _ = try await intake.open("other\(number)") { $0.receivingAgencyCode = "H99.22" }
            }
            var listed: [String] = []
            var after = Data()
            repeat {
                let page = try await intake.client.listDossiers(
                    .with { [after] in
                        $0.agencyCode = "H99.21"
                        $0.limit = 3
                        $0.afterDossierID = after
                    })
                listed += page.dossiers.map(\.code)
                after = page.nextAfterDossierID
            } while !after.isEmpty

            #expect(listed == opened.reversed())
            #expect(try await intake.client.listDossiers(.init()).dossiers.count == 14)
        }
    }

    @Test(arguments: ["limit", "agency_code", "after_dossier_id"])
    func `refuses a list nobody can give`(field: String) async throws {
        try await RunningIntake.run { intake in
            let failure = await intake.failure { intake in
                _ = try await intake.client.listDossiers(
                    .with {
                        switch field {
                        case "limit": $0.limit = -1
                        case "agency_code": $0.agencyCode = "H99\u{0}"
                        default: $0.afterDossierID = Data([1])
                        }
                    })
            }

            #expect(failure?.pointer == field)
        }
    }

    @Test func `the hot lists read an index and never the whole table`() async throws {
        try await RunningIntake.run { intake in
            let template = try await intake.open()
            _ = try await intake.postgres.query(
                """
                INSERT INTO dossiers
                    (id, code, procedure_code, procedure_version, owner_id, owner_name, channel, receiving_agency_code,
                     competent_agency_code, opened_by, opened_at, status, supplement_count, version)
                SELECT gen_random_uuid(), 'X-' || n, procedure_code, procedure_version, owner_id, owner_name, channel,
                    'H99.' || (n % 60), competent_agency_code, opened_by, opened_at, status, 0, 1
                FROM dossiers, generate_series(1, 20000) AS n
                WHERE code = \(template.code)
                """)
            _ = try await intake.postgres.query("ANALYZE dossiers")
            let queries = [
                DossierStore.list(receivedBy: "H99.21", after: nil, limit: 51),
                DossierStore.list(receivedBy: "H99.21", after: UUIDv7Source().next(), limit: 51),
                DossierStore.list(receivedBy: nil, after: UUIDv7Source().next(), limit: 51),
                DossierStore.list(receivedBy: nil, after: nil, limit: 51),
            ]

            for query in queries {
                let plan = try await intake.postgres.query(
                    PostgresQuery(unsafeSQL: "EXPLAIN " + query.sql, binds: query.binds)
                ).map { try $0.decode(column: 0, as: String.self) }.joined(separator: "\n")
                #expect(plan.contains("Index Scan"), "\(plan)")
                #expect(!plan.contains("Seq Scan"), "\(plan)")
            }
        }
    }
}
