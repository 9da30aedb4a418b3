import Foundation
import Testing

/// A complete record goes to the archive and out of the house, driven by `hosoctl archive` alone.
@Suite(.serialized, .timeLimit(.minutes(15))) struct ArchiveJourneyTests {
    @Test func `R51 R52 R57 a record is packed, judged, exported and comes back as the same record`() async throws {
        try await Suite.with { suite in
            let demo = try await suite.hosoctl("demo")
            try #require(demo.succeeded, "\(demo.output.suffix(6000))")
            let records = try JSONDecoder().decode(Records.self, from: Data(try await suite.fetch("/v1/records").utf8)).records
            let record = try #require(records.first { $0.state == "closed" })

            let opened = try await suite.hosoctl(
                "archive", "open", "--agency", record.agencyCode, "--agency-name", "Cơ quan", "--archive", "LT01", "--archive-name",
                "Lưu trữ lịch sử", "--fonds", "P1", "--officer", "VT01", record.fileCode)
            try #require(opened.succeeded, "\(opened.output)")
            let transfer = String(opened.output.prefix(36))
            try await suite.until("the minutes are ready") {
                try await suite.hosoctl("archive", "show", transfer).output.contains("biên bản / minutes")
            }
            let shown = try await suite.hosoctl("archive", "show", transfer)
            #expect(shown.succeeded && shown.output.contains(record.fileCode))

            // The package, as anybody would get and judge it.
            let packages = try await suite.hosoctl("archive", "packages", record.fileCode)
            let words = packages.output.split(separator: " ").map(String.init)
            let digits = try #require(words.first { $0.count == 64 }, "\(packages.output)")
            let size = try #require(words.first { $0.hasPrefix("(") }?.dropFirst())
            let package = "\(suite.directory)/package.zip"
            let fetched = try await suite.run(
                "/usr/bin/curl", ["-fsS", "-m", "120", "-o", package, suite.gatewayURL() + "/v1/files/\(digits)-\(size)"])
            try #require(fetched.succeeded, "\(fetched.output)")
            let judged = try await suite.hosoctl("verify-package", package, "--digest", digits)
            #expect(judged.output.contains("SIP"), "\(judged.output)")

            // It comes back as the record it is, and a broken one not at all.
            let imported = try await suite.hosoctl("archive", "import", package, "--officer", "LT01")
            #expect(imported.succeeded && imported.output.contains(record.fileCode) && imported.output.contains("nothing changed"), "\(imported.output)")
            let broken = "\(suite.directory)/broken.zip"
            try Data(Data(contentsOf: URL(fileURLWithPath: package)).dropLast(4_000)).write(to: URL(fileURLWithPath: broken))
            let refused = try await suite.hosoctl("archive", "import", broken, "--officer", "LT01")
            #expect(!refused.succeeded && refused.output.contains("refused"), "\(refused.output)")

            let export = "\(suite.directory)/export.zip"
            let exported = try await suite.hosoctl("archive", "export", record.fileCode, export, "--officer", "VT01")
            #expect(exported.succeeded, "\(exported.output)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: export)).starts(with: Array("PK".utf8)))
            #expect(try await suite.hosoctl("archive", "health").succeeded)
            let verified = try await suite.hosoctl("verify", "--wait", "60")
            #expect(verified.succeeded, "\(verified.output)")
        }
    }

    private struct Records: Decodable {
        struct Record: Decodable {
            let fileCode: String
            let agencyCode: String
            let state: String
        }
        let records: [Record]
    }
}
