import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A package of many documents is written with the memory of one of few.
struct PackageMemoryTests {
    private func peakKiB(_ documents: Int) async throws -> Int {
        let programs = try #require(
            ProcessInfo.processInfo.environment["HOSO_TEST_BIN"], "HOSO_TEST_BIN names no folder with programs; run make test")
        let output = try await TemporaryDirectory.with { folder in
            try await Subprocess.run(
                .path(FilePath("\(programs)/ArchivePackProgram")), arguments: [folder, "\(documents)", "20000"],
                output: .string(limit: 1 << 16), error: .string(limit: 1 << 16)
            ).standardOutput
        }
        let words = output.split(whereSeparator: \.isWhitespace)
        #expect(words.starts(with: ["documents", Substring("\(documents)")]), "\(output)")
        return try #require(words.last.flatMap { Int($0) }, "\(output)")
    }

    @Test func `R51 ten times as many documents need no more memory but for the container's directory`() async throws {
        let few = try await self.peakKiB(200)
        let many = try await self.peakKiB(2_000)

        // 36 MB more of documents and 10 MB more of metadata; the directory grows by 5,400 entries.
        #expect(many - few < 8 * 1024, "\(few) KiB for 200, \(many) KiB for 2,000 documents")
    }
}
