import Foundation
import Testing

@testable import OCR

/// What the system itself keeps a worker to, and what happens to a page that asks for more.
@Suite(.serialized, .timeLimit(.minutes(10))) struct WorkerLimitsTests {
    /// The limits of a process as the kernel knows them: name → soft limit.
    private static func limits(_ process: pid_t) throws -> [String: String] {
        let text = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8)
        return Dictionary(
            text.split(separator: "\n").dropFirst().compactMap { line in
                let name = line.prefix(26).trimmingCharacters(in: .whitespaces)
                return line.dropFirst(26).split(separator: " ").first.map { (name, String($0)) }
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `R25 a worker is kept to its share of memory, CPU, descriptors and files by the system`() async throws {
        var configuration = Workers.configuration(workers: 1)
        configuration.settings.cpuSeconds = 77
        configuration.settings.memoryBytes = 3 << 30
        let pool = RecognitionPool(configuration)
        defer { pool.shutDown() }
        let sample = try #require(Samples.good.first)

        _ = try await pool.inspect(path: sample.path)
        let limits = try Self.limits(try #require(pool.processIDs.first))

        #expect(limits["Max address space"] == "\(3 << 30)")
        #expect(limits["Max open files"] == "64")
        #expect(limits["Max file size"] == "0")
        #expect(limits["Max core file size"] == "0")
        // Its share begins anew with each request: what the start took is not counted.
        #expect(limits["Max cpu time"].flatMap { Int($0) }.map { (78...200).contains($0) } == true, "\(limits)")
    }

    @Test func `R25 a page that spins is ended by its CPU limit, and the next page is read`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "hoso-noise-\(UUID().uuidString).tif")
        try Self.noise(width: 2480, height: 3508).write(to: file)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) } }
        // Only the CPU limit may end this page: the gate lets it through and nobody loses patience.
        var thresholds = QualityThresholds.administrative
        (thresholds.maximumSpecksPerSquareInch, thresholds.maximumCutMarks, thresholds.orientationConfidence) = (1e9, 1_000_000, 1e9)
        (thresholds.minimumSharpPercent, thresholds.maximumSkewDegrees, thresholds.minimumPaperLevel) = (0, 90, 0)
        var configuration = Workers.configuration(workers: 1)
        configuration.settings.cpuSeconds = 1
        let pool = RecognitionPool(configuration)
        defer { pool.shutDown() }
        let limits = thresholds

        await #expect(throws: OCRError(.workerCrashed, "")) { try await pool.read(path: file.path, page: 1, thresholds: limits) }
        let next = try await pool.inspect(path: file.path)

        #expect(next == .readable(ScanInspection(format: .tiff, pageCount: 1)))
    }

    /// A colour TIFF of small random blocks: layout analysis finds marks without end. The same every time.
    private static func noise(width: Int, height: Int) -> Data {
        var random = SeededGenerator(seed: 20261121)
        let block = 6
        var samples: [UInt8] = []
        samples.reserveCapacity(width * height * 3)
        for _ in 0..<(height + block - 1) / block {
            var row: [UInt8] = []
            while row.count < width * 3 { row += [UInt8](repeating: random.next() % 10 < 3 ? 0 : 255, count: 3 * block) }
            for _ in 0..<block { samples += row[..<(width * 3)] }
        }
        samples.removeLast(samples.count - width * height * 3)

        var file = Data("II*\0".utf8)
        func append(_ value: Int, bytes: Int) { for byte in 0..<bytes { file.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) } }
        append(8 + samples.count, bytes: 4)
        file.append(contentsOf: samples)
        // Width, height, bits, no compression, RGB, one strip at 8, 3 samples, its rows and bytes; 300 dots per inch.
        let count = 12
        let behind = 8 + samples.count + 2 + 12 * count + 4
        let entries: [(tag: Int, type: Int, count: Int, value: Int)] = [
            (256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, behind), (259, 3, 1, 1), (262, 3, 1, 2), (273, 4, 1, 8), (277, 3, 1, 3),
            (278, 4, 1, height), (279, 4, 1, samples.count), (282, 5, 1, behind + 6), (283, 5, 1, behind + 6), (296, 3, 1, 2),
        ]
        append(count, bytes: 2)
        for entry in entries {
            append(entry.tag, bytes: 2)
            append(entry.type, bytes: 2)
            append(entry.count, bytes: 4)
            append(entry.value, bytes: 4)
        }
        append(0, bytes: 4)
        for _ in 0..<3 { append(8, bytes: 2) }
        append(300, bytes: 4)
        append(1, bytes: 4)
        return file
    }
}
