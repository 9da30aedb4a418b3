import Foundation
import Subprocess
import Testing

/// Programs of others that judge what we wrote. One that is absent fails the test.
enum Referee {
    struct Verdict {
        let output: String
        let errors: String
        let succeeded: Bool
    }

    static func run(_ program: String, _ arguments: [String]) async throws -> Verdict {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments([program] + arguments),
            output: .string(limit: 16 << 20), error: .string(limit: 16 << 20))
        return Verdict(
            output: result.standardOutput, errors: result.standardError,
            succeeded: result.terminationStatus.isSuccess)
    }

    /// qpdf reads the file without a complaint.
    static func expectSound(_ file: TemporaryFile, _ location: SourceLocation = #_sourceLocation) async throws {
        let verdict = try await self.run("qpdf", ["--check", file.path])

        #expect(verdict.succeeded, "\(verdict.output) \(verdict.errors)", sourceLocation: location)
    }

    /// pikepdf finds nothing that breaks PDF/A-2b.
    ///
    /// pikepdf does not know extension schemas and turns every property of our own away; PDFBox Preflight knows them.
    static func expectArchivable(
        _ file: TemporaryFile, exceptOwnProperties: Bool = false, violationsOnly: Bool = false, _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let python = try #require(
            ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"],
            "HOSO_TEST_PYTHON must name a Python with pikepdf[pdfa] 10.17.0; see the Makefile", sourceLocation: location)
        let script = """
            import sys, pikepdf.pdfa as p
            for finding in p.validate_written(sys.argv[1], '2b').findings:
                if finding.kind == 'violation' or sys.argv[2] == 'False': print(finding)
            """
        let verdict = try await self.run(python, ["-c", script, file.path, violationsOnly ? "True" : "False"])

        #expect(verdict.succeeded, "\(verdict.errors)", sourceLocation: location)
        let findings = verdict.output.split(separator: "\n").filter { finding in
            let isOwn = finding.contains("6.6.2.3.1-1") && (finding.contains(" hoso") || finding.contains(" pdfa"))
            return !(exceptOwnProperties && isOwn)
        }
        #expect(findings == [], sourceLocation: location)
    }

    static func text(of file: TemporaryFile, _ options: [String] = []) async throws -> String {
        try await self.run("pdftotext", options + [file.path, "-"]).output
    }

    /// The words without regard to line breaks.
    static func words(_ text: String) -> [String] {
        text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
