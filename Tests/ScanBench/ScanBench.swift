import Foundation
import OCR

/// Prints the figures of recognition: speed beside ocrmypdf on the same pages in the same run, accuracy against the ground
/// truth of the samples, memory of a worker over many pages.
///
/// `ScanBench speed|accuracy|errors SAMPLES PAGES`, `ScanBench memory SAMPLES COUNT`; run by `deploy/local/bench-scans`. As
/// `ScanBench worker …` it is its own recognition worker.
@main
struct ScanBench {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "worker" { exit(RecognitionWorker.run(arguments: Array(arguments.dropFirst()))) }
        guard arguments.count == 3 else { throw BenchFailure(what: "usage: ScanBench speed|accuracy|errors|memory SAMPLES PAGES|COUNT") }
        let samples = try SampleSet(folder: arguments[1])
        switch arguments[0] {
        case "speed": try await SpeedBench(samples: samples, work: arguments[2]).run()
        case "accuracy", "errors":
            try await AccuracyBench(samples: samples, variants: arguments[2], lists: arguments[0] == "errors").run()
        case "memory":
            guard let count = Int(arguments[2]), count > 0 else { throw BenchFailure(what: "«\(arguments[2])» is no number of pages") }
            try await MemoryBench(samples: samples, pages: count).run()
        default: throw BenchFailure(what: "there is no part «\(arguments[0])»")
        }
    }

    /// A pool whose workers are this program.
    static func pool(workers: Int) -> RecognitionPool {
        var configuration = RecognitionConfiguration(executable: "/proc/self/exe", workers: workers)
        configuration.pageTimeout = .seconds(300)
        return RecognitionPool(configuration)
    }
}
