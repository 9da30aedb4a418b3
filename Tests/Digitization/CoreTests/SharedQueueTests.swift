import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import OCR
import Postgres
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Digitization

/// The recognition queue: whose turn it is, and what people do with it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SharedQueueTests {
    /// Takes in papers that need no file: nobody reads them here.
    private static func enqueue(
        _ count: Int, agency: String, priority: RecognitionPriority = .desk, in desk: Desk, from first: Int = 0
    ) async throws {
        for number in first..<(first + count) {
            let paper = Paper(receiving: desk.parts(agency: agency, number: number))
            #expect(try await desk.store.insert(paper, key: "\(agency)-\(priority)-\(number)", priority: priority) == .inserted)
            desk.clock.advance(by: .seconds(1))
        }
    }

    private static func agencies(_ count: Int, claimedFrom desk: Desk) async throws -> [String] {
        var agencies: [String] = []
        for _ in 0..<count {
            guard let job = try await desk.jobs.claim(), let paper = try await desk.store.paper(job.paperID) else { break }
            agencies.append(paper.parts.agencyCode)
        }
        return agencies
    }

    @Test func `R22 one agency that floods the queue does not hold up the others`() async throws {
        try await Desk.with { desk in
            try await Self.enqueue(50, agency: "H30.9", in: desk)
            try await Self.enqueue(3, agency: "H30.1", in: desk)
            try await Self.enqueue(2, agency: "H30.2", in: desk)

            let first = try await Self.agencies(6, claimedFrom: desk)
            #expect(first.sorted() == ["H30.1", "H30.1", "H30.2", "H30.2", "H30.9", "H30.9"])
            // One that comes later gets the next turn but one at the latest, not the fiftieth.
            try await Self.enqueue(1, agency: "H30.3", in: desk)
            #expect(try await Self.agencies(3, claimedFrom: desk).contains("H30.3"))
            #expect(try await Self.agencies(100, claimedFrom: desk).count == 47)
        }
    }

    @Test func `V-04 a desk goes before a backlog, and a backlog goes on when no desk waits`() async throws {
        try await Desk.with { desk in
            try await Self.enqueue(3, agency: "H30.9", priority: .backlog, in: desk)
            try await Self.enqueue(2, agency: "H30.1", in: desk)

            #expect(try await Self.agencies(5, claimedFrom: desk) == ["H30.1", "H30.1", "H30.9", "H30.9", "H30.9"])
        }
    }

    @Test func `eight claimants at once take each paper once, whatever the agencies`() async throws {
        try await Desk.with { desk in
            for agency in ["H30.1", "H30.2", "H30.3"] { try await Self.enqueue(20, agency: agency, in: desk) }

            let taken = try await withThrowingTaskGroup(of: [Identifier].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var mine: [Identifier] = []
                        while let job = try await desk.jobs.claim() { mine.append(job.paperID) }
                        return mine
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }

            #expect(taken.count == 60)
            #expect(Set(taken).count == 60)
        }
    }

    @Test func `V-04 the queue is shown per agency, with what failed and why`() async throws {
        try await Desk.with { desk in
            try await Self.enqueue(2, agency: "H30.1", in: desk)
            try await Self.enqueue(1, agency: "H30.2", priority: .backlog, in: desk)
            let job = try #require(try await desk.jobs.claim())
            try await desk.jobs.retry(job, after: .seconds(8), failure: "workerCrashed")
            _ = try #require(try await desk.jobs.claim())

            let queues = try await desk.jobs.queues()
            let failing = try await desk.jobs.failing()

            #expect(queues.map(\.agencyCode) == ["H30.1", "H30.2"])
            #expect(queues.map(\.priority) == [.desk, .backlog])
            #expect(queues.map(\.waiting) == [1, 1])
            #expect(queues.map(\.running) == [1, 0])
            #expect(queues.map(\.failing) == [1, 0])
            #expect(failing.map(\.paperID) == [job.paperID])
            #expect(failing.map(\.failure) == ["workerCrashed"])
            #expect(failing.map(\.attempts) == [1])
        }
    }

    @Test func `a waiting paper that is cancelled is refused with officer and reason, and can be put back`() async throws {
        try await Desk.with { desk in
            try await Self.enqueue(1, agency: "H30.1", in: desk)
            let id = desk.parts(agency: "H30.1", number: 0).id

            let cancelled = try await desk.jobs.cancel(id, by: "CB07", reason: "nhầm hồ sơ")
            #expect(cancelled?.state == .refused)
            #expect(cancelled?.findings == [.cancelled(by: "CB07", reason: "nhầm hồ sơ")])
            #expect(cancelled?.wire.findings.map(\.reason) == [.cancelled])
            #expect(try await desk.jobs.claim() == nil)
            await #expect(throws: PaperError.self) { try await desk.jobs.cancel(id, by: "CB07", reason: "nhầm") }

            #expect(try await desk.jobs.requeue(id)?.state == .received)
            #expect(try await desk.jobs.claim()?.paperID == id)
            #expect(try await desk.eventNames() == ["digitization.paper_refused.v1"])
            #expect(try await desk.jobs.cancel(SequentialIdentifiers.identifier(77), by: "CB07", reason: "x") == nil)
        }
    }

    @Test func `R58 a paper of a backlog that is put back waits behind the desks again`() async throws {
        try await Desk.with { desk in
            try await Self.enqueue(1, agency: "H30.9", priority: .backlog, in: desk)
            let backlog = desk.parts(agency: "H30.9", number: 0).id
            _ = try await desk.jobs.cancel(backlog, by: "CB07", reason: "máy quét hỏng")
            _ = try await desk.jobs.requeue(backlog)
            try await Self.enqueue(2, agency: "H30.1", in: desk)

            #expect(try await desk.jobs.queues().map(\.priority) == [.desk, .backlog])
            #expect(try await Self.agencies(3, claimedFrom: desk) == ["H30.1", "H30.1", "H30.9"])
        }
    }

    @Test func `a paper cancelled while a worker reads it keeps nothing of the reading, and the worker goes on`() async throws {
        // This worker never answers: only the sign of life can notice the cancellation.
        var configuration = RecognitionServiceTests.shell("exec sleep 1000")
        configuration.pageTimeout = .seconds(300)
        try await Desk.with(configuration) { desk in
            let quick = desk.withLease(.seconds(1))
            _ = try await desk.capture.handle(try await desk.request("samples/d02-blank.jpg"))
            let job = try #require(try await quick.jobs.claim())

            async let work: Void = quick.recognition.process(job)
            _ = try await quick.jobs.cancel(job.paperID, by: "CB07", reason: "nhầm")
            try await work

            #expect(try await desk.store.paper(job.paperID)?.findings.map(\.reason) == ["cancelled"])
            #expect(try await desk.eventNames() == ["digitization.paper_refused.v1"])
        }
    }

    @Test func `the holder before a cancellation cannot end the job that was put back`() async throws {
        try await Desk.with { desk in
            try await Self.enqueue(1, agency: "H30.1", in: desk)
            let before = try #require(try await desk.jobs.claim())
            _ = try await desk.jobs.cancel(before.paperID, by: "CB07", reason: "nhầm")
            _ = try await desk.jobs.requeue(before.paperID)
            let after = try #require(try await desk.jobs.claim())

            try await desk.jobs.finish(before) { paper in
                try paper.refuse([])
                return []
            }

            #expect(before.attempt == after.attempt)
            #expect(try await desk.store.paper(before.paperID)?.state == .received)
            await #expect(throws: LeaseLost.self) { try await desk.jobs.renew(before) }
            try await desk.jobs.renew(after)
        }
    }

    @Test func `a scan that the quality gate refused is not put back: only a new scan helps`() async throws {
        try await Desk.with { desk in
            let paper = try #require(try await desk.digitize("samples/d02-blank.jpg"))

            await #expect(throws: PaperError.scanNeedsRepeating) { try await desk.jobs.requeue(paper.parts.id) }
            #expect(try await desk.store.paper(paper.parts.id)?.state == .refused)
        }
    }

    @Test func `each page of a paper is told, with how many there are`() async throws {
        try await Desk.with { desk in
            let response = try await desk.capture.handle(try await desk.request("samples/05-letter2.pdf", type: "letter2", pages: 2))
            let id = try #require(Identifier(bytes: [UInt8](response.paper.id)))
            #expect(try await desk.jobs.progress(dossierCode: response.paper.dossierCode).map(\.isRunning) == [false])
            let job = try #require(try await desk.jobs.claim())
            #expect(try await desk.jobs.progress(dossierCode: response.paper.dossierCode).map(\.isRunning) == [true])
            try await desk.recognition.process(job)

            let told = try await desk.client.query(
                "SELECT payload FROM event_log WHERE name = 'digitization.recognition_progressed.v1' ORDER BY position"
            ).map { try Hoso_Digitization_V1_RecognitionProgressed(serializedBytes: try $0.decode(column: 0, as: [UInt8].self)) }

            #expect(told.map(\.pagesDone) == [0, 1])
            #expect(told.map(\.pagesTotal) == [2, 2])
            #expect(told.allSatisfy { $0.paperID == Data(id.bytes) && $0.agencyCode == "H30.1" })
            #expect(try await desk.jobs.progress(dossierCode: response.paper.dossierCode).isEmpty)
        }
    }
}
