import AuthoritySupport
import Clocks
import Foundation
import PKI
import TestSupport
import Testing

/// pyHanko's verdicts, offline (`Tests/Fixtures/authorities/judge.py`).
struct PyHanko: Decodable {
    struct Verdict: Decodable {
        let indication: String
        let reason: String
        let detail: String?
        let time: String?

        /// The indication, with the reason unless it passed.
        var words: String { self.indication == "PASSED" ? self.indication : "\(self.indication) \(self.reason)" }
    }

    let field: String
    let intact: Bool
    /// Whether what followed keeps within what the signature certifies.
    let docmdp: Bool
    let now: Verdict
    /// When nobody can be asked any more.
    let later: Verdict

    /// One verdict for every signature; document timestamps are not judged by themselves.
    static func judge(_ file: [UInt8], root: Certificate, at instant: UTCInstant? = nil) async throws -> [PyHanko] {
        let environment = ProcessInfo.processInfo.environment
        let python = try #require(environment["HOSO_TEST_PYTHON"], "HOSO_TEST_PYTHON names no Python with pyHanko; run make test")
        let repository = try #require(environment["HOSO_TEST_ROOT"], "HOSO_TEST_ROOT names no repository; run make test")
        let answer = try await TemporaryDirectory.with { directory in
            try Referee.write(file, "signed.pdf", in: directory)
            try Referee.write(Array(root.pem.utf8), "root.pem", in: directory)
            let time = instant.map { [String($0.iso8601.prefix(19)) + "+00:00"] } ?? []
            return try await Referee.run(
                python, ["\(repository)/Tests/Fixtures/authorities/judge.py", "signed.pdf", "root.pem"] + time, in: directory)
        }
        let line = try #require(answer.text.split(separator: "\n").last { $0.hasPrefix("[") }, "\(answer.text)")
        return try JSONDecoder().decode([PyHanko].self, from: Data(line.utf8))
    }
}
