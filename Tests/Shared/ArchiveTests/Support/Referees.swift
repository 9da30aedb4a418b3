import Foundation
import Subprocess
import SystemPackage
import Testing

/// Judges from outside: schemas by lxml, the whole package by eark-validator.
enum Referees {
    struct Eark {
        let structure: String
        let schema: String
        /// Rules that are broken, each once.
        let errors: [String]
    }

    private static func python() throws -> String {
        try #require(ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"], "HOSO_TEST_PYTHON names no Python; run make test")
    }

    private static func root() throws -> String {
        try #require(ProcessInfo.processInfo.environment["HOSO_TEST_ROOT"], "HOSO_TEST_ROOT names no repository; run make test")
    }

    /// `valid N`, or what does not fit.
    static func validate(_ package: String) async throws -> String {
        try await self.run(self.python(), ["\(self.root())/Tests/Fixtures/archive/validate.py", package], in: package)
    }

    static func eark(_ package: String) async throws -> Eark {
        let venv = try URL(fileURLWithPath: self.python()).deletingLastPathComponent().deletingLastPathComponent().path
        let text = try await self.run(
            "\(venv)-eark/bin/python", ["\(self.root())/Tests/Fixtures/archive/eark.py", "-s", "V2.0.4", package], in: package)
        let line = try #require(text.split(separator: "\n").last { $0.hasPrefix("{") }, "\(text)")
        let report = try JSONDecoder().decode(Report.self, from: Data(line.utf8))
        let messages = report.structure.messages + (report.metadata?.schema_results.messages ?? []) + (report.metadata?.schematron_results.messages ?? [])
        return Eark(
            structure: report.structure.status.uppercased(), schema: report.metadata?.schema_results.status.uppercased() ?? "–",
            errors: Set(messages.filter { $0.severity.uppercased() == "ERROR" }.map(\.rule_id)).sorted())
    }

    private static func run(_ program: String, _ arguments: [String], in package: String) async throws -> String {
        // It unpacks below the folder for temporary files under the digest of the package and does not clean up.
        let folder = URL(fileURLWithPath: package).deletingLastPathComponent().path
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: .init(arguments), environment: .inherit.updating(["TMPDIR": folder]),
            output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
        let output = result.standardOutput
        return output.isEmpty ? result.standardError : output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private struct Report: Decodable {
        struct Message: Decodable {
            let rule_id: String
            let severity: String
        }
        struct Results: Decodable {
            let status: String
            let messages: [Message]
        }
        struct Metadata: Decodable {
            let schema_results: Results
            let schematron_results: Results
        }
        let structure: Results
        let metadata: Metadata?
    }
}
