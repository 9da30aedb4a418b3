import Foundation
import Testing

/// A paper of several files, captured with `hosoctl capture` alone.
@Suite(.serialized, .timeLimit(.minutes(20))) struct CaptureJourneyTests {
    private struct Answer: Decodable {
        struct Capture: Decodable {
            let id: String
            let state: String
            let pages: [Page]
        }

        struct Page: Decodable {
            let id: String
            let turnDegrees: Int
        }

        struct Paper: Decodable {
            let id: String
            let state: String
            let pages: Int?
        }

        let capture: Capture?
        let paper: Paper?
        let captures: [Capture]?
    }

    @Test func `R25 a script captures, orders, turns, removes, scans again, binds and follows a paper`() async throws {
        try await Suite.with { suite in
            let samples = "\(suite.root)/Tests/Fixtures/samples"
            let officer = ["--officer", "HS0007"]
            let opening = [
                "start", "--key", "k1", "--dossier-id", "00000000-0000-7000-8000-000000000001", "--dossier", "H99.12-260305-0001",
                "--component", "TP01", "--type", "letter", "--owner", "079123456789", "--agency", "H99.12", "--title", "Công văn",
                "--secrecy", "none",
            ]
            let id = try #require(try await Self.capture(suite, opening + officer).capture?.id)
            #expect(try await Self.capture(suite, opening + officer).capture?.id == id)

            let files = ["07-business.jpg", "05-letter2.pdf", "09-permit.jpg"].map { "\(samples)/\($0)" }
            let added = try #require(try await Self.capture(suite, ["add", id] + files + officer).capture)
            #expect(added.pages.count == 4)
            // Said again, each file is there once.
            #expect(try await Self.capture(suite, ["add", id] + files + officer).capture?.pages.map(\.id) == added.pages.map(\.id))

            let ordered = try #require(try await Self.capture(suite, ["order", id, "4,1,3,2"] + officer).capture)
            #expect(ordered.pages.map(\.id) == [3, 0, 2, 1].map { added.pages[$0].id })
            let turned = try #require(try await Self.capture(suite, ["rotate", id, "--page", "2", "--degrees", "90"] + officer).capture)
            #expect(turned.pages[1].turnDegrees == 90)
            _ = try await Self.capture(suite, ["rotate", id, "--page", "2", "--degrees", "0"] + officer)
            let fewer = try #require(try await Self.capture(suite, ["remove", id, "--pages", "3,4"] + officer).capture)
            #expect(fewer.pages.map(\.id) == Array(ordered.pages.prefix(2).map(\.id)))
            let again = try await Self.capture(suite, ["rescan", id, "\(samples)/11-minutes.jpg", "--page", "1"] + officer)
            #expect(again.capture?.pages.count == 2 && again.capture?.pages.first?.id != fewer.pages[0].id)
            #expect(try await Self.capture(suite, ["list", "--agency", "H99.12"] + officer).captures?.map(\.id) == [id])

            let wrong = try await suite.hosoctl(["capture", "bind", id, "--pages", "3"] + officer)
            #expect(!wrong.succeeded && wrong.output.contains("đã đếm 3 trang giấy"), "\(wrong.output)")
            let bound = try await Self.capture(suite, ["bind", id, "--pages", "2"] + officer)
            let done = try await suite.hosoctl(["capture", "progress", id] + officer)
            let cancelled = try await suite.hosoctl(["capture", "cancel", id] + officer)

            #expect(bound.capture?.state == "bound")
            #expect(done.succeeded && done.output.contains(#""state":"captured""#), "\(done.output)")
            #expect(!cancelled.succeeded && cancelled.output.contains("đã ghép thành bản sao"), "\(cancelled.output)")
            #expect(try await Self.capture(suite, ["show", id] + officer).capture?.state == "bound")
        }
    }

    private static func capture(_ suite: Suite, _ arguments: [String]) async throws -> Answer {
        let outcome = try await suite.hosoctl(["capture"] + arguments)
        guard outcome.succeeded, let json = outcome.output.split(separator: "\n").last(where: { $0.hasPrefix("{") }) else {
            throw SuiteFailure(what: "hosoctl capture \(arguments.joined(separator: " "))", output: outcome.output)
        }
        return try JSONDecoder().decode(Answer.self, from: Data(json.utf8))
    }
}
