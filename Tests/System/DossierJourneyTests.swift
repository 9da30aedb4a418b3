import Foundation
import Testing

/// One dossier walks through all services, undisturbed and with everything failing around it.
@Suite(.serialized, .timeLimit(.minutes(15))) struct DossierJourneyTests {
    @Test func `R16 R19 R22 R27 R46 R60 a dossier travels from the desk to a complete record and the figures move`() async throws {
        try await Suite.with { suite in
            let demo = try await suite.hosoctl("demo")
            try #require(demo.succeeded, "\(demo.output.suffix(6000))")

            let verified = try await suite.hosoctl("verify", "--wait", "60")
            #expect(verified.succeeded, "\(verified.output)")
            try await self.expectFigures(suite)
            try await self.expectRebuild(suite)
            try self.expectNoPersonalData(suite)
        }
    }

    @Test func `the demo finishes and nothing is lost though broker, database, services and connections are killed in the middle`() async throws {
        try await Suite.with { suite in
            async let demo = suite.hosoctl("demo")
            // Each blow falls when the demonstration has just got that far.
            try await self.until("dossier.code", suite)
            try await suite.restart("intake")
            try await self.until("blurred.paper", suite)
            #expect(try await suite.breakConnections(of: "digitization") > 0)
            try await self.until("component.paper", suite)
            try await suite.restart(stack: "broker")
            try await suite.restart("digitization")
            try await self.until("result.paper", suite)
            #expect(try await suite.breakConnections(of: "gateway") > 0)
            try await suite.restart(stack: "database")
            try await suite.restart("records")
            try await self.until("second.id", suite)
            try await suite.restart("reporting")
            var finished = try await demo
            // A person starts it again when it gave up; it goes on where it was.
            if !finished.succeeded { finished = try await suite.hosoctl("demo") }
            try #require(finished.succeeded, "\(finished.output.suffix(6000))")

            let verified = try await suite.hosoctl("verify", "--wait", "120")
            #expect(verified.succeeded, "\(verified.output)")
            try await self.expectFigures(suite)
        }
    }

    /// Waits until the demonstration remembers something.
    private func until(_ fact: String, _ suite: Suite) async throws {
        try await suite.until("the demo reaches \(fact)") { try suite.remembered(fact) != nil }
    }

    /// The demo opens two dossiers, digitizes papers and a result, reuses one document and completes one record.
    private func expectFigures(_ suite: Suite) async throws {
        let figures = try await self.figures(suite)
        for name in ["dossiersReceived", "dossiersDigitized", "dossiersWithElectronicResult", "dossiersReusing", "recordsComplete"] {
            #expect((figures[name] ?? 0) > 0, "\(name) did not move: \(figures)")
        }
    }

    private func expectRebuild(_ suite: Suite) async throws {
        let before = try await self.figures(suite)
        let rebuilt = try await suite.hosoctl("rebuild", "reporting", "--yes")
        #expect(rebuilt.succeeded, "\(rebuilt.output)")

        try await suite.until("the report has taken the events in again") { try await self.figures(suite) == before }
    }

    private func figures(_ suite: Suite) async throws -> [String: Int] {
        struct Report: Decodable {
            struct Figure: Decodable {
                let name: String
                let numerator: Int
            }
            let figures: [Figure]
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Ho_Chi_Minh"))
        let today = calendar.dateComponents([.year, .month], from: Date())
        let path = try "/v1/reports/\(#require(today.year))/\(#require(today.month))"
        let report = try JSONDecoder().decode(Report.self, from: Data(await suite.fetch(path).utf8))
        return Dictionary(uniqueKeysWithValues: report.figures.map { ($0.name, $0.numerator) })
    }

    /// Identity numbers of the sample papers begin with 097 and never belong to anybody.
    private func expectNoPersonalData(_ suite: Suite) throws {
        let lines = try suite.logs().split(separator: "\n")
        #expect(lines.count > 7)
        for line in lines { #expect(line.firstMatch(of: /097\d{9}/) == nil, "\(line)") }
    }
}
