import Clocks
import Foundation
import PKI
import Subprocess
import TestSupport
import Testing

/// What pyHanko says about files, offline; one process for many.
enum PyHankoReferee {
    struct Question {
        let bytes: [UInt8]
        let day: JudgingFixture.Day
        /// The day of the revocation lists that are given along.
        let lists: JudgingFixture.Day?
    }

    struct Answer: Decodable, Sendable {
        struct Signature: Decodable, Sendable {
            /// `PASSED`, `FAILED`, `INDETERMINATE`, or `REFUSED` when pyHanko gave up.
            let status: String
            let reason: String
            let message: String
            let intact: Bool
            let valid: Bool
            /// What the later changes amount to.
            let level: String
            let docmdp: Bool
            let coverage: String

            /// Whether pyHanko finds nothing wrong with integrity and later changes.
            var isSound: Bool {
                self.intact && self.valid && self.docmdp && self.level != "OTHER" && self.coverage != "UNCLEAR"
                    && self.coverage != "CONTIGUOUS_BLOCK_FROM_START"
            }
        }

        let signatures: [Signature]?
        let refused: String?
    }

    static func judge(_ questions: [Question], _ fixture: JudgingFixture) async throws -> [Answer] {
        let environment = ProcessInfo.processInfo.environment
        let python = try #require(environment["HOSO_TEST_PYTHON"])
        let root = try #require(environment["HOSO_TEST_ROOT"])
        return try await TemporaryDirectory.with { directory in
            try Data(fixture.root.pem.utf8).write(to: URL(fileURLWithPath: "\(directory)/root.pem"))
            for day in JudgingFixture.Day.allCases {
                for (index, list) in fixture.lists(day).enumerated() {
                    try Data(list).write(to: URL(fileURLWithPath: "\(directory)/\(day.rawValue)-\(index).crl"))
                }
            }
            var lines: [String] = []
            for (index, question) in questions.enumerated() {
                let path = "\(directory)/\(index).pdf"
                try Data(question.bytes).write(to: URL(fileURLWithPath: path))
                let lists = question.lists.map { day in fixture.lists(day).indices.map { "\"\(directory)/\(day.rawValue)-\($0).crl\"" } } ?? []
                lines.append(
                    """
                    {"path": "\(path)", "at": "\(question.day.instant.iso8601.prefix(19))+00:00", "root": "\(directory)/root.pem", \
                    "crls": [\(lists.joined(separator: ", "))]}
                    """)
            }
            let result = try await Subprocess.run(
                .name("env"), arguments: [python, "\(root)/Tests/Fixtures/judging/referee.py"],
                input: .string(lines.joined(separator: "\n")), output: .string(limit: 8 << 20), error: .string(limit: 1 << 20))
            let answers = result.standardOutput.split(separator: "\n")
            guard answers.count == questions.count else { throw FixtureFailure(reason: "pyHanko stopped: \(result.standardError)") }
            return try answers.map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
        }
    }
}
