import Clocks
import Foundation
import OCR
import PDF
import Subprocess

/// Pages per second and CPU per page, from the scan to the two-layer PDF/A, against ocrmypdf on the same file.
struct SpeedBench {
    let samples: SampleSet
    /// Folder for files.
    let work: String

    func run() async throws {
        print("| Recognition to PDF/A-2b | hoso page/s | ocrmypdf page/s | ratio | hoso CPU s/page | ocrmypdf CPU s/page | ratio per core | aim |")
        print("|---|---:|---:|---:|---:|---:|---:|---|")
        for dpi in [200, 300] {
            let input = "\(self.work)/in-\(dpi).pdf"
            let pages = try await self.write(input, dpi: dpi)
            for workers in [1, 2] {
                let start = try await Cost.of {
                    let pool = ScanBench.pool(workers: workers)
                    try await pool.warmUp()
                    pool.shutDown()
                }
                let whole = try await Cost.of { try await self.recognise(input, pages: pages, workers: workers) }
                let own = whole - start
                let peer = try await Cost.of { try await self.peer(input, jobs: workers) }
                let count = Double(pages)
                let cells = [
                    "\(dpi) dpi, \(workers) worker\(workers == 1 ? "" : "s"), \(pages) pages (engine start \(Self.text(start.cpuSeconds)) s CPU apart)",
                    Self.text(count / own.seconds), Self.text(count / peer.seconds), Self.text(peer.seconds / own.seconds),
                    Self.text(own.cpuSeconds / count), Self.text(peer.cpuSeconds / count), Self.text(peer.cpuSeconds / own.cpuSeconds), "≥ 3",
                ]
                print("| " + cells.joined(separator: " | ") + " |")
            }
        }
    }

    /// Writes the JPEG samples of one resolution as one PDF without text.
    private func write(_ path: String, dpi: Int) async throws -> Int {
        let files = self.samples.samples.filter { $0.dpi == dpi && $0.path.hasSuffix(".jpg") }.map(\.path)
        guard !files.isEmpty else { throw BenchFailure(what: "no samples of \(dpi) dpi") }
        var writer = try PDFAWriter(PDFAMetadata(title: "bench", createdAt: SystemClock().now()))
        var bytes: [UInt8] = []
        // Eight pages, or as many as HOSO_BENCH_PAGES says: ocrmypdf's own start weighs less.
        let count = ProcessInfo.processInfo.environment["HOSO_BENCH_PAGES"].flatMap { Int($0) } ?? 8
        let pages = (0..<max(1, count)).map { files[$0 % files.count] }
        for page in pages {
            let jpeg = [UInt8](try Data(contentsOf: URL(fileURLWithPath: page)))
            bytes += try writer.addPage(PDFAPage(image: .jpeg(jpeg), dpi: Double(dpi), lines: []))
        }
        bytes += try writer.finish()
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return pages.count
    }

    private func recognise(_ path: String, pages: Int, workers: Int) async throws {
        let pool = ScanBench.pool(workers: workers)
        defer { pool.shutDown() }
        var results: [Int: PageResult] = [:]
        try await withThrowingTaskGroup(of: PageResult.self) { group in
            for page in 1...pages { group.addTask { try await pool.read(path: path, page: page) } }
            for try await result in group { results[result.reading.page] = result }
        }
        var writer = try PDFAWriter(PDFAMetadata(title: "bench", createdAt: SystemClock().now()))
        var bytes: [UInt8] = []
        for page in 1...pages {
            guard let result = results[page], let image = result.image else { throw BenchFailure(what: "page \(page) was refused") }
            bytes += try writer.addPage(
                PDFAPage(image: .jpeg(image.jpeg), dpi: Double(result.reading.measures.dpi), lines: result.reading.lines.map(Self.line)))
        }
        bytes += try writer.finish()
        try Data(bytes).write(to: URL(fileURLWithPath: self.work + "/own.pdf"))
    }

    private static func line(_ line: RecognizedLine) -> PDFTextLine {
        PDFTextLine(
            words: line.words.map { word in
                let box = word.box
                return PDFTextLine.Word(
                    text: word.text,
                    box: PDFTextLine.Box(
                        left: Double(box.x), top: Double(box.y), right: Double(box.x + box.width), bottom: Double(box.y + box.height)))
            },
            baseline: PDFTextLine.Baseline(
                x1: line.baselineStart.x, y1: line.baselineStart.y, x2: line.baselineEnd.x, y2: line.baselineEnd.y))
    }

    private func peer(_ path: String, jobs: Int) async throws {
        let result = try await Subprocess.run(
            .name("ocrmypdf"),
            arguments: ["-l", "vie", "--output-type", "pdfa-2", "--quiet", "-j", "\(jobs)", path, self.work + "/peer.pdf"],
            environment: .inherit.updating(["OMP_THREAD_LIMIT": "1"]), output: .discarded, error: .string(limit: 65_536))
        guard result.terminationStatus.isSuccess else {
            throw BenchFailure(what: "ocrmypdf failed: \(result.standardError)")
        }
    }

    private static func text(_ value: Double) -> String { String(format: "%.2f", value) }
}
