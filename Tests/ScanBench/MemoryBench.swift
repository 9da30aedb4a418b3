import Foundation
import OCR

/// Memory of one worker while it reads the samples round and round.
struct MemoryBench {
    let samples: SampleSet
    let pages: Int

    func run() async throws {
        print("| Pages | resident memory of the worker, MiB |")
        print("|---:|---:|")
        var configuration = RecognitionConfiguration(executable: "/proc/self/exe", workers: 1)
        configuration.pageTimeout = .seconds(300)
        // One worker for the whole run: what is looked for would be hidden by a fresh one.
        configuration.pagesPerWorker = .max
        let pool = RecognitionPool(configuration)
        defer { pool.shutDown() }
        let paths = self.samples.samples.map(\.path)
        for page in 1...self.pages {
            _ = try await pool.read(path: paths[page % paths.count], page: 1)
            if page == 1 || page % max(1, self.pages / 10) == 0 { print("| \(page) | \(try self.residentMiB(pool)) |") }
        }
    }

    private func residentMiB(_ pool: RecognitionPool) throws -> Int {
        guard let process = pool.processIDs.first else { throw BenchFailure(what: "the worker is gone") }
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) }) else {
            throw BenchFailure(what: "no VmRSS of \(process)")
        }
        return kibibytes / 1024
    }
}
