import AuthoritySupport
import Foundation
import PKI
import TestSupport
import Testing

/// pyHanko's verdict over each signature of a file, offline (`Tests/Fixtures/authorities/judge.py`).
struct PyHankoVerdict: Decodable {
    struct Answer: Decodable {
        let indication: String
        let reason: String
    }

    let intact: Bool
    /// Whether what was added after the signature is permitted.
    let docmdp: Bool?
    let now: Answer
    /// When nobody can be asked any more.
    let later: Answer

    static func judge(_ file: [UInt8], root: PKI.Certificate) async throws -> [PyHankoVerdict] {
        let environment = ProcessInfo.processInfo.environment
        let python = try #require(environment["HOSO_TEST_PYTHON"], "HOSO_TEST_PYTHON names no Python with pyHanko; run make test")
        let repository = try #require(environment["HOSO_TEST_ROOT"], "HOSO_TEST_ROOT names no repository; run make test")
        let answer = try await TemporaryDirectory.with { directory in
            try Referee.write(file, "signed.pdf", in: directory)
            try Referee.write(Array(root.pem.utf8), "root.pem", in: directory)
            return try await Referee.run(
                python, ["\(repository)/Tests/Fixtures/authorities/judge.py", "signed.pdf", "root.pem"], in: directory)
        }
        let line = try #require(answer.text.split(separator: "\n").last { $0.hasPrefix("[") }, "\(answer.text)")
        return try JSONDecoder().decode([PyHankoVerdict].self, from: Data(line.utf8))
    }
}
