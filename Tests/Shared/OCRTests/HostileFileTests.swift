import Foundation
import OCR
import Testing

/// Files from outside that try to break the decoders. The worker answers each with a reason; none may crash it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HostileFileTests {
    static let hostile = Samples.folder.deletingLastPathComponent().appending(path: "hostile")

    @Test(arguments: [
        ("encrypted.pdf", RefusalReason.encrypted), ("encrypted-owner.pdf", .encrypted), ("flate-bomb.pdf", .damagedFile),
        ("flate-white.pdf", .blankPage), ("page-loop.pdf", .damagedFile), ("pixel-flood.pdf", .tooLarge),
        ("pixel-flood.png", .tooLarge), ("short.png", .damagedFile), ("short-samples.pdf", .damagedFile),
    ])
    func `R25 a hostile file is refused for its reason`(file: String, reason: RefusalReason) async throws {
        let result = try await Workers.read(Self.hostile.appending(path: file).path, declaredPages: 1)

        #expect(result.findings.map(\.reason) == [reason])
    }

    @Test(arguments: ["d01-resolution-100.jpg", "04-letter.tif", "d07-page-count.pdf"])
    func `a file cut anywhere is refused and never read as whole`(file: String) async throws {
        let whole = [UInt8](try Data(contentsOf: Samples.folder.appending(path: file)))

        for share in [0, 1, 3, 10, 50, 90, 99] {
            let cut = Array(whole.prefix(whole.count * share / 100))
            let outcome = try await Self.readWithoutText(cut)
            #expect(!outcome.isEmpty, "\(file) cut to \(share) %")
        }
    }

    @Test(arguments: ["d01-resolution-100.jpg", "04-letter.tif", "d07-page-count.pdf"])
    func `a file with flipped bits never ends the worker`(file: String) async throws {
        let whole = [UInt8](try Data(contentsOf: Samples.folder.appending(path: file)))
        var random = SeededGenerator(seed: 20261121)

        for _ in 0..<12 {
            var broken = whole
            for _ in 0..<8 { broken[Int.random(in: 0..<min(4096, whole.count), using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            _ = try await Self.readWithoutText(broken)
        }
    }

    @Test func `a file over the size limit is refused unread`() async throws {
        let sample = try #require(Samples.good.first)
        var limits = ScanLimits()
        limits.maximumFileBytes = 1000

        let outcome = try await Workers.shared.inspect(path: sample.path, limits: limits)

        #expect(outcome == .refused(QualityFinding(.tooLarge, measured: "0 MiB", demanded: "≤ 0 MiB")))
    }

    @Test func `a file that is not there is a failure, not a refusal`() async {
        await #expect(throws: Workers.unreadable) {
            try await Workers.shared.inspect(path: "/nowhere/scan.jpg")
        }
    }

    /// Reasons found on the first page when no resolution is enough, so that nothing is recognised.
    private static func readWithoutText(_ bytes: [UInt8]) async throws -> [RefusalReason] {
        let file = FileManager.default.temporaryDirectory.appending(path: "hoso-hostile-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var thresholds = QualityThresholds.administrative
        thresholds.minimumDPI = 1_000_000
        switch try await Workers.shared.inspect(path: file.path) {
        case .refused(let finding): return [finding.reason]
        case .readable:
            let page = try await Workers.shared.read(path: file.path, page: 1, thresholds: thresholds)
            return page.reading.findings.map(\.reason).filter { $0 != .resolutionTooLow }
        }
    }
}
