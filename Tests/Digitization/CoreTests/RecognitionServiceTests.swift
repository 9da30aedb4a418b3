import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import OCR
import TestSupport
import Testing

@testable import Digitization

/// What becomes of the work when workers, services and files fail.
@Suite(.serialized, .timeLimit(.minutes(10))) struct RecognitionServiceTests {
    static func shell(_ script: String) -> RecognitionConfiguration {
        var configuration = RecognitionConfiguration(executable: "/bin/sh", workers: 1)
        configuration.arguments = ["-c", #"printf 'HOCR\0\0\0\014\0\0\0\0{"ready":{}}'; "# + script]
        configuration.pageTimeout = .seconds(1)
        return configuration
    }

    @Test(arguments: ["head -c 1 >/dev/null", "exec sleep 1000"])
    func `a scan that crashes or stops the worker is refused after two attempts, and the service lives`(script: String) async throws {
        try await Desk.with(Self.shell(script)) { desk in
            let first = try #require(try await desk.digitize("samples/d02-blank.jpg"))
            #expect(first.state == .received)
            #expect(try await desk.jobs.claim() == nil)

            desk.clock.advance(by: .seconds(600))
            let job = try #require(try await desk.jobs.claim())
            try await desk.recognition.process(job)
            let last = try #require(try await desk.store.paper(first.parts.id))

            #expect(job.attempt == 2)
            #expect(last.state == .refused)
            #expect(last.findings.map(\.reason) == [PaperFinding.recognitionFailedReason])
            #expect(last.findings.first?.measured.hasSuffix(" × 2") == true)
        }
    }

    @Test func `a job is held by one, and taken by another when the holder died`() async throws {
        try await Desk.with { desk in
            _ = try await desk.capture.handle(try await desk.request("samples/d02-blank.jpg"))

            let first = try #require(try await desk.jobs.claim())
            #expect(try await desk.jobs.claim() == nil)
            desk.clock.advance(by: .seconds(181))
            let second = try #require(try await desk.jobs.claim())

            #expect(second.attempt == first.attempt + 1)
            let paper = try #require(try await desk.store.paper(first.paperID))
            await #expect(throws: LeaseLost.self) { try await desk.jobs.progress(first, of: paper, done: 1, total: 1) }
            try await desk.jobs.progress(second, of: paper, done: 1, total: 1)
        }
    }

    @Test func `the late result of a holder that lost its lease changes nothing`() async throws {
        try await Desk.with { desk in
            _ = try await desk.capture.handle(try await desk.request("samples/d02-blank.jpg"))
            let first = try #require(try await desk.jobs.claim())
            desk.clock.advance(by: .seconds(181))
            _ = try #require(try await desk.jobs.claim())

            try await desk.jobs.finish(first) { paper in
                try paper.refuse([])
                return []
            }

            #expect(try await desk.store.paper(first.paperID)?.state == .received)
        }
    }

    @Test func `eight papers are taken by four claimants, each once`() async throws {
        try await Desk.with { desk in
            for number in 0..<8 { _ = try await desk.capture.handle(try await desk.request("samples/d02-blank.jpg", key: "\(number)")) }

            let taken = try await withThrowingTaskGroup(of: [Identifier].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var mine: [Identifier] = []
                        while let job = try await desk.jobs.claim() { mine.append(job.paperID) }
                        return mine
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }

            #expect(taken.count == 8)
            #expect(Set(taken).count == 8)
        }
    }

    @Test func `a scan that vanished from the store is tried again and at last refused`() async throws {
        try await Desk.with { desk in
            let request = try await desk.request("samples/d02-blank.jpg")
            _ = try await desk.capture.handle(request)
            try await TemporaryDirectory.with { folder in
                let empty = Desk(client: desk.client, blobs: try FileSystemBlobStore(directory: folder), configuration: Desk.worker)
                defer { empty.recognition.recognition.pool.shutDown() }
                var attempts = 0
                while let job = try await empty.jobs.claim() {
                    attempts = job.attempt
                    try await empty.recognition.process(job)
                    empty.clock.advance(by: .seconds(400))
                }
                #expect(attempts == RecognitionEffort.mostAttempts)
            }
            #expect(try await desk.store.papers(dossierCode: request.dossierCode).flatMap { $0.findings.map(\.reason) } == [PaperFinding.recognitionFailedReason])
        }
    }
}
