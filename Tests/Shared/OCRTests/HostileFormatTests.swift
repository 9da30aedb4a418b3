import Foundation
import OCR
import Testing

/// Bombs, loops and lies in the formats that have room for them.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HostileFormatTests {
    @Test(arguments: [
        ("ifd-loop.tif", RefusalReason.blankPage), ("ifd-ring.tif", .blankPage), ("many-pages.tif", .tooLarge), ("huge.tif", .tooLarge),
        ("bomb.tif", .damagedFile), ("outside.tif", .damagedFile), ("many-pages.pdf", .tooLarge), ("huge-page.pdf", .tooLarge),
        ("endless-content.pdf", .damagedFile),
    ])
    func `R25 a bomb is refused for a reason, and the worker lives`(name: String, reason: RefusalReason) async throws {
        let pool = RecognitionPool(Workers.configuration(workers: 1))
        try await pool.warmUp()
        let worker = pool.processIDs

        let found = try await Self.everyPage(try Formats.path(name), pool)

        #expect(found.contains(reason), "\(name): \(found)")
        #expect(pool.processIDs == worker)
        pool.shutDown()
    }

    @Test(arguments: ["g4.tif", "jpeg.tif", "strips.pdf", "jpx.pdf", "searchable.pdf", "born-digital.pdf", "signed.pdf"])
    func `a file cut anywhere is never read as whole`(name: String) async throws {
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try Formats.path(name))))

        let pages = ["g4.tif", "jpeg.tif", "born-digital.pdf"].contains(name) ? 2 : 1
        for share in [0, 1, 5, 25, 50, 75, 95, 99] {
            let cut = Array(whole.prefix(whole.count * share / 100))
            // A TIFF that lost its second page is whole as far as it goes: the count on paper tells (R25).
            let found = try await Self.withFile(cut) { try await Self.everyPage($0, counted: pages) }
            #expect(!found.isEmpty, "\(name) cut to \(share) %")
        }
    }

    @Test(arguments: ["g4.tif", "lzw.tif", "jpeg.tif", "strips.pdf", "mixed.pdf", "born-digital.pdf"])
    func `a file with flipped bits is an answer, not an end`(name: String) async throws {
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try Formats.path(name))))
        var random = SeededGenerator(seed: 20261121)

        for round in 0..<10 {
            var broken = whole
            let reach = round.isMultiple(of: 2) ? min(2048, whole.count) : whole.count
            for _ in 0..<10 { broken[Int.random(in: 0..<reach, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            _ = try await Self.withFile(broken) { path in
                _ = try await Self.everyPage(path)
                return try await Workers.shared.text(path: path, page: 1)
            }
        }
    }

    @Test func `a program that a page started ends with the worker`() async throws {
        // A worker that hangs with a child of its own, as one would in the middle of drawing a page.
        let mark = FileManager.default.temporaryDirectory.appending(path: "hoso-child-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: mark) }
        var configuration = RecognitionConfiguration(executable: "/bin/sh", workers: 1)
        configuration.arguments = ["-c", #"printf 'HOCR\0\0\0\014\0\0\0\0{"ready":{}}'; sleep 1000 & echo $! > \#(mark); wait"#]
        configuration.pageTimeout = .seconds(20)
        let pool = RecognitionPool(configuration)

        await #expect(throws: OCRError.self) { try await pool.inspect(path: "/dev/null") }
        pool.shutDown()

        let child = try #require(Int32(try String(contentsOfFile: mark, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
        // Gone, or a zombie whose parent is gone and which nobody has collected yet.
        let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8).split(separator: ")").last?.split(separator: " ").first
        #expect(state == nil || state == "Z")
    }

    private static func withFile<R>(_ bytes: [UInt8], _ body: (String) async throws -> R) async throws -> R {
        let file = FileManager.default.temporaryDirectory.appending(path: "hoso-hostile-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await body(file.path)
    }

    /// Faults of every page but those of its contents.
    private static func everyPage(
        _ path: String, _ pool: RecognitionPool = Workers.shared, counted: Int? = nil
    ) async throws -> [RefusalReason] {
        switch try await pool.inspect(path: path) {
        case .refused(let finding): return [finding.reason]
        case .readable(let inspection):
            let mismatch = counted.flatMap { QualityFinding.pageCount(declared: $0, found: inspection.pageCount) }
            var found: [RefusalReason] = mismatch.map { [$0.reason] } ?? []
            for page in 1...inspection.pageCount {
                let findings = try await pool.judge(path: path, page: page).reading.findings.filter(\.refuses)
                found += findings.map(\.reason).filter { $0 != .notColour && $0 != .resolutionTooLow }
            }
            return found
        }
    }
}
