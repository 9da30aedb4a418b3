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

/// A file that is gone when the value is; kept as well in `HOSO_TEST_KEEP`, if that names a directory.
final class TemporaryFile: Sendable {
    let path: String

    init(_ bytes: [UInt8], _ name: String = "document.pdf") throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("hoso-pdf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let url = directory.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        if let keep = ProcessInfo.processInfo.environment["HOSO_TEST_KEEP"] {
            try Data(bytes).write(to: URL(fileURLWithPath: keep).appendingPathComponent(name))
        }
        self.path = url.path
    }

    /// An empty place for another program's output.
    convenience init(name: String) throws { try self.init([], name) }

    func bytes() throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(fileURLWithPath: self.path))) }

    deinit {
        let directory = URL(fileURLWithPath: self.path).deletingLastPathComponent()
        do { try FileManager.default.removeItem(at: directory) } catch { Issue.record("cannot remove \(directory.path): \(error)") }
    }
}

enum Fixture {
    static func path(_ name: String, file: String = #filePath) -> String {
        var url = URL(fileURLWithPath: file)
        while url.lastPathComponent != "Tests", url.path != "/" { url.deleteLastPathComponent() }
        return url.appendingPathComponent("Fixtures/samples/\(name)").path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: self.path(name))))
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try self.bytes(name), as: UTF8.self)
    }
}
