import Clocks
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Hosoctl

@Suite(.timeLimit(.minutes(10)))
struct PromisesInvariantTests {
    private static let code = "H99.21-260305-0001"

    /// A folder whose journal promises one dossier and, if asked for, one paper.
    private static func withJournal(
        _ dossier: Identifier, paper: Identifier? = nil, _ body: (String) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.with { folder in
            let paper = paper.map { ", \"component.paper\": \"\($0)\"" } ?? ""
            let text = """
                {"run": "r1", "startedAt": "x", "isFinished": false,
                 "facts": {"dossier.id": "\(dossier)", "dossier.code": "\(Self.code)"\(paper)}}
                """
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/demo.json"))
            try await body(folder)
        }
    }

    private static func key(_ place: VerifyPlayground) async throws {
        try await place.intake.query(
            """
            INSERT INTO idempotency_keys (idempotency_key, fingerprint_sha256, reply, created_at)
            VALUES ('demo-r1-open-dossier', \([UInt8](repeating: 0, count: 32)), '', now())
            """)
    }

    @Test func `I1 a promise that was kept is counted`() async throws {
        try await VerifyPlayground.with { place in
            let dossier = try await place.acceptedDossier()
            try await Self.key(place)
            try await Self.withJournal(dossier) { folder in
                let findings = try await PromisesInvariant().examine(place.context(installation: folder))

                #expect(findings.examined == 1)
                #expect(findings.violations.isEmpty, "\(findings.violations)")
            }
        }
    }

    @Test func `I1 names a dossier, a key and a paper that were promised and are gone`() async throws {
        try await VerifyPlayground.with { place in
            let paper = place.identifiers.next()
            try await Self.withJournal(place.identifiers.next(), paper: paper) { folder in
                let findings = try await PromisesInvariant().examine(place.context(installation: folder))

                #expect(findings.violations.map(\.subject) == [Self.code, Self.code, "\(paper)"])
            }
        }
    }

    @Test func `I1 names a code that belongs to another dossier now`() async throws {
        try await VerifyPlayground.with { place in
            try await place.acceptedDossier()
            try await Self.key(place)
            try await Self.withJournal(place.identifiers.next()) { folder in
                let findings = try await PromisesInvariant().examine(place.context(installation: folder))

                #expect(findings.violations.map(\.subject) == [Self.code])
            }
        }
    }

    @Test(arguments: ["", "{", "[]", "{\"run\": 3, \"facts\": {}}", "\u{0}"])
    func `I1 a journal that cannot be read is a bad file`(_ text: String) async throws {
        try await TemporaryDirectory.with { folder in
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/demo.json"))

            #expect { try ClientJournal(path: "\(folder)/demo.json") } throws: { error in
                (error as? CommandFailure)?.exitCode == .badFile
            }
        }
    }
}
