import Foundation
import Testing

@testable import OCR

/// The pools the tests use.
enum Workers {
    /// The worker program, built beside the tests.
    static let program: String = {
        let start = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let besideTests = start.appending(path: "OCRWorkerProgram").path
        if FileManager.default.isExecutableFile(atPath: besideTests) { return besideTests }
        return FileManager.default.currentDirectoryPath + "/.build/debug/OCRWorkerProgram"
    }()

    /// One pool for all tests that only read: its workers stay warm.
    static let shared = RecognitionPool(configuration(workers: 2))

    /// A configuration with time enough: the tests of all suites share few cores.
    static func configuration(workers: Int) -> RecognitionConfiguration {
        var configuration = RecognitionConfiguration(executable: Self.program, workers: workers)
        configuration.pageTimeout = .seconds(300)
        return configuration
    }

    /// What the pool throws for a file nobody can open.
    static let unreadable = OCRError(.unreadableFile, "")

    /// Judges and reads a whole file, as a service does.
    static func read(_ path: String, declaredPages: Int) async throws -> (findings: [QualityFinding], pages: [PageResult]) {
        switch try await shared.inspect(path: path) {
        case .refused(let finding): return ([finding], [])
        case .readable(let inspection):
            var findings: [QualityFinding] = []
            if let wrongCount = QualityFinding.pageCount(declared: declaredPages, found: inspection.pageCount) {
                findings.append(wrongCount)
            }
            var pages: [PageResult] = []
            for page in 1...inspection.pageCount { pages.append(try await shared.read(path: path, page: page)) }
            return (findings + pages.flatMap(\.reading.findings), pages)
        }
    }
}
