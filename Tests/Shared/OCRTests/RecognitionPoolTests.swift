import Foundation
import Testing

@testable import OCR

/// What a pool does when its workers do not do what they should. The bad workers are shell scripts.
@Suite(.serialized, .timeLimit(.minutes(10))) struct RecognitionPoolTests {
    /// A frame that says `ready`, as `printf` writes it.
    static let greeting = #"printf 'HOCR\0\0\0\014\0\0\0\0{"ready":{}}'"#

    static func pool(_ script: String) -> RecognitionPool {
        var configuration = RecognitionConfiguration(executable: "/bin/sh", workers: 1)
        configuration.arguments = ["-c", script]
        configuration.startTimeout = .seconds(120)
        configuration.pageTimeout = .seconds(10)
        return RecognitionPool(configuration)
    }

    @Test(arguments: [
        ("exit 1", OCRError.Code.startFailed), ("printf 'Segmentation fault, I am not a worker'", .damagedMessage),
        ("\(greeting); head -c 1 >/dev/null", .workerCrashed), ("\(greeting); exec sleep 1000", .timedOut),
        ("\(greeting); \(greeting); exec sleep 1000", .damagedMessage), ("\(greeting); printf 'HOCRHOCRHOCRHOCR'; exec sleep 1000", .damagedMessage),
        (#"printf 'HOCR\0\0\0\032\0\0\0\0{"failed":{"_0":"no vie"}}'; exec sleep 1000"#, .engineUnavailable),
    ])
    func `a worker that fails is a typed failure`(script: String, code: OCRError.Code) async {
        let pool = Self.pool(script)

        await #expect(throws: OCRError(code, "")) { try await pool.inspect(path: "/dev/null") }
    }

    @Test func `a program that is not there is a failure to start`() async {
        let pool = RecognitionPool(RecognitionConfiguration(executable: "/nowhere/worker", workers: 1))

        await #expect(throws: OCRError(.startFailed, "")) { try await pool.warmUp() }
    }

    @Test func `a worker that is killed under a page is replaced, and the page is read`() async throws {
        let sample = try #require(Samples.good.first)
        let pool = RecognitionPool(Workers.configuration(workers: 1))
        try await pool.warmUp()
        let first = try #require(pool.processIDs.first)

        async let reading = pool.read(path: sample.path, page: 1)
        kill(first, SIGKILL)
        let result = try await reading

        #expect(result.reading.findings == [])
        #expect(!result.reading.lines.isEmpty)
        #expect(pool.processIDs != [first])
    }

    @Test func `a cancelled page ends its worker and the next page gets a new one`() async throws {
        let sample = try #require(Samples.good.first)
        let pool = RecognitionPool(Workers.configuration(workers: 1))
        try await pool.warmUp()

        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await pool.read(path: sample.path, page: 1) }
            group.cancelAll()
            await #expect(throws: OCRError(.cancelled, "")) { try await group.waitForAll() }
        }
        let next = try await pool.inspect(path: sample.path)

        #expect(next == .readable(ScanInspection(format: .jpeg, pageCount: 1)))
    }

    @Test func `a worker gets no descriptor of the service`() async throws {
        // As libraries open files that are not meant for anybody else: without close-on-exec.
        let kept = open("/proc/self/status", O_RDONLY)
        defer { close(kept) }
        let pool = RecognitionPool(Workers.configuration(workers: 1))
        try await pool.warmUp()
        let process = try #require(pool.processIDs.first)

        let folder = "/proc/\(process)/fd"
        // The first three are the socket to the service, twice, and the error output; the worker may keep a copy of the first.
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/0")
        let others = try FileManager.default.contentsOfDirectory(atPath: folder).filter { (Int($0) ?? 0) > 2 }.map { number in
            try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(number)")
        }.filter { $0 != own }

        #expect(kept > 2)
        #expect(!others.contains { $0.hasPrefix("socket:") || $0.hasSuffix("/status") || $0.contains("eventpoll") }, "\(others)")
    }

    @Test func `a worn worker is replaced by a fresh one`() async throws {
        let sample = try #require(Samples.good.first)
        var configuration = Workers.configuration(workers: 1)
        configuration.pagesPerWorker = 1
        let pool = RecognitionPool(configuration)

        _ = try await pool.inspect(path: sample.path)
        let first = pool.processIDs
        _ = try await pool.inspect(path: sample.path)

        #expect(pool.processIDs != first)
    }

    @Test func `a pool that is shut down refuses work and leaves no process`() async throws {
        let pool = RecognitionPool(Workers.configuration(workers: 1))
        try await pool.warmUp()
        let process = try #require(pool.processIDs.first)

        pool.shutDown()

        #expect(kill(process, 0) == -1)
        await #expect(throws: OCRError(.shutDown, "")) { try await pool.inspect(path: "/dev/null") }
    }

    @Test func `a worker without memory fails the page and not the service`() async throws {
        let sample = try #require(Samples.good.first { $0.id == "02-decision" })
        var configuration = Workers.configuration(workers: 1)
        configuration.settings.memoryBytes = 64 << 20
        // A runtime without memory may stand still instead of ending; then this limit ends it.
        configuration.startTimeout = .seconds(10)
        let pool = RecognitionPool(configuration)

        await #expect(throws: OCRError.self) { try await pool.read(path: sample.path, page: 1) }
        #expect(try await Workers.shared.inspect(path: sample.path) == .readable(ScanInspection(format: .jpeg, pageCount: 1)))
    }

    @Test(arguments: [["--language"], ["--memory-bytes", "x"], ["--memory-bytes", "0"], ["--colour", "red"], ["--language", ""]])
    func `unknown worker arguments are refused`(arguments: [String]) {
        #expect(WorkerSettings(arguments: arguments) == nil)
    }

    @Test func `worker settings survive the command line`() {
        var settings = WorkerSettings()
        settings.models = "/m"
        settings.secondLanguage = ""
        settings.memoryBytes = 77

        #expect(WorkerSettings(arguments: settings.arguments) == settings)
    }
}
