import Foundation
import TestSupport
import Testing

@testable import Hosoctl

struct VerifyCommandTests {
    @Test func `authorities that cannot be read are told with the file and the reason`() async throws {
        try await TemporaryDirectory.with { folder in
            try Data("no certificate".utf8).write(to: URL(fileURLWithPath: "\(folder)/text.pem"))
            for (name, reason) in [("none.pem", "No such file"), ("text.pem", "PEM")] {
                let path = "\(folder)/\(name)"

                let failure = try #require(throws: CommandFailure.self) { _ = try VerifyCommand.trust(path) }

                #expect(failure.exitCode == .configuration)
                #expect(failure.words.english.contains(path) && failure.words.english.contains(reason), "\(failure.words)")
                #expect(failure.mend?.english == "use --anchors FILE")
            }
        }
    }

    @Test func `without any authorities the sentence says so`() throws {
        let failure = try #require(throws: CommandFailure.self) { _ = try VerifyCommand.trust(nil) }

        #expect(failure.words.english == "it is not known which authorities are trusted")
    }
}
