import Foundation
import Testing

extension Referee {
    /// Where a word is shown. Unit: points from the upper left corner.
    struct WordBox: Hashable {
        let left: Double
        let bottom: Double
    }

    /// The boxes of all words, in the order of reading.
    static func boxes(of file: TemporaryFile) async throws -> [WordBox] {
        let table = try await self.run("pdftotext", ["-tsv", file.path, "-"]).output
        return table.split(separator: "\n").compactMap { row in
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count >= 12, columns[0] == "5", let left = Double(columns[6]), let top = Double(columns[7]),
                let height = Double(columns[9])
            else { return nil }
            return WordBox(left: left, bottom: top + height)
        }
    }

    /// PDFBox Preflight has nothing against the file but that it is not part 1, the only part it knows.
    static func expectPreflightQuiet(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) async throws {
        let findings = try await self.preflight(bytes)

        #expect(findings == [], sourceLocation: location)
    }

    /// What Preflight has against a copy of the file that calls itself part 1.
    static func preflight(_ bytes: [UInt8]) async throws -> [String] {
        var copy = bytes
        let part = Array("<pdfaid:part>2<".utf8)
        guard let at = copy.firstRange(of: part) else { throw RefereeFailure(reason: "the file does not say which part of PDF/A it is") }
        copy.replaceSubrange(at, with: Array("<pdfaid:part>1<".utf8))
        let file = try TemporaryFile(copy, "part1.pdf")
        let jars = ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "jaxb-api", "javax.activation"]
        let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/preflight/Preflight.java")
        let verdict = try await self.run(
            "java", ["-cp", jars.map { "/usr/share/java/\($0).jar" }.joined(separator: ":"), program.path, file.path])
        guard verdict.succeeded else { throw RefereeFailure(reason: "Preflight did not run: \(verdict.errors)") }
        return verdict.output.split(separator: "\n").map(String.init)
    }
}
