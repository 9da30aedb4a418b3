import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Logging
import OCR
import PDF
import ServiceKit
import SwiftProtobuf
import TestSupport
import Testing

@testable import Digitization

/// A paper of several files, from the first upload to the e-copy, on a real database with a real worker.
@Suite(.serialized, .timeLimit(.minutes(10))) struct CaptureTests {
    struct CaptureDesk: Sendable {
        let desk: Desk
        let store: CaptureStore
        let rpc: CaptureRPC
        let judge: CaptureJudgeService

        init(_ desk: Desk) {
            self.desk = desk
            self.store = CaptureStore(papers: desk.store)
            let identifiers = UUIDv7Source()
            let pool = desk.recognition.recognition.pool
            self.rpc = CaptureRPC(
                captures: self.store, pages: desk.recognition.pages,
                open: OpenCaptureHandler(captures: self.store, clock: desk.clock, identifiers: identifiers),
                addFile: AddCaptureFileHandler(
                    captures: self.store, blobs: desk.blobs, pool: pool, limits: ScanLimits(), identifiers: identifiers),
                bind: BindCaptureHandler(captures: self.store, blobs: desk.blobs, clock: desk.clock, identifiers: identifiers))
            self.judge = CaptureJudgeService(
                captures: self.store, pool: pool, blobs: desk.blobs, limits: ScanLimits(), quality: QualityLimits(),
                idlePause: .milliseconds(20), logger: Logger(label: "test"))
        }

        static func request(_ key: String = "c1") -> Hoso_Digitization_V1_OpenCaptureRequest {
            .with {
                $0.idempotencyKey = key
                $0.dossierID = Data(SequentialIdentifiers.identifier(1).bytes)
                $0.dossierCode = "H30.1-260305-0001"
                $0.componentCode = "C1"
                $0.paperTypeCode = "letter"
                $0.role = .component
                $0.ownerID = "097176703494"
                $0.agencyCode = "H30.1"
                $0.officerCode = "CB01"
                $0.secrecy = .none
                $0.title = "Công văn đề nghị"
            }
        }

        func open(_ key: String = "c1") async throws -> Capture {
            let answer = try await self.rpc.open.handle(Self.request(key))
            let id = try #require(Identifier(bytes: [UInt8](answer.capture.id)))
            return try #require(try await self.store.capture(id))
        }

        @discardableResult
        func add(_ file: String, to capture: Capture, replacing: Identifier? = nil) async throws -> Capture {
            let bytes = [UInt8](try Data(contentsOf: Desk.fixtures.appending(path: file)))
            let stored = StoredFile(try await self.desk.blobs.put(bytes), mediaType: "application/octet-stream")
            return try await self.rpc.addFile.add(stored, key: file, to: capture.id, replacing: replacing)
        }

        func judgeAll() async throws {
            while try await self.judge.judgeNext() {}
        }
    }

    static func with(_ body: (CaptureDesk) async throws -> Void) async throws {
        try await Desk.with { desk in try await body(CaptureDesk(desk)) }
    }

    @Test func `R25 files of several formats become one e-copy in the order of the clerk`() async throws {
        try await Self.with { desk in
            var capture = try await desk.open()
            try await desk.add("samples/05-letter2.pdf", to: capture)
            try await desk.add("samples/04-letter.tif", to: capture)
            capture = try await desk.add("samples/d03-upside-down.jpg", to: capture)
            try await desk.judgeAll()
            let judged = try #require(try await desk.store.capture(capture.id))
            #expect(judged.pages.count == 4)
            #expect(judged.pages.allSatisfy { $0.verdict?.refuses == false && $0.verdict?.thumbnail != nil })
            #expect(judged.pages[3].verdict?.findings.map(\.consequence) == [.mended])

            let order = [judged.pages[3], judged.pages[0], judged.pages[2]].map { Capture.Place(pageID: $0.id) }
            try await desk.store.update(capture.id) { try $0.arrange(order, seen: judged.revision) }
            let (bound, paper) = try await desk.rpc.bind.handle(capture.id, declaredPages: 3, officerCode: "CB02")
            let again = try await desk.rpc.bind.handle(capture.id, declaredPages: 3, officerCode: "CB02")
            let job = try #require(try await desk.desk.jobs.claim())
            try await desk.desk.recognition.process(job)
            let captured = try #require(try await desk.desk.store.paper(paper.parts.id))
            let file = try await desk.desk.blobs.get(try #require(captured.copy?.eCopy.reference))
            let document = try PDFDocument(bytes: file)

            #expect(bound.state == .bound)
            #expect(again.paper.parts.id == paper.parts.id)
            #expect(captured.state == .captured, "\(captured.findings)")
            #expect(captured.parts.officerCode == "CB02")
            #expect(document.pageCount == 3)
            #expect(try document.page(0).rotation == 180)
            #expect(try document.page(1).rotation == 0)
            // Originals are kept: the list of pages names them by their digests.
            let pages = try BoundPages(json: try await desk.desk.blobs.get(try #require(captured.parts.scan?.reference)))
            #expect(pages.pages.map(\.page) == [1, 1, 1])
            for page in pages.pages { #expect(try await desk.desk.blobs.contains(try #require(page.file.reference))) }
        }
    }

    @Test func `R25 a bad page holds the binding up until it is scanned again`() async throws {
        try await Self.with { desk in
            var capture = try await desk.open()
            try await desk.add("samples/07-business.jpg", to: capture)
            capture = try await desk.add("samples/d05-blurred.jpg", to: capture)
            try await desk.judgeAll()

            let failure = await #expect(throws: HosoFailure.self) {
                try await desk.rpc.bind.handle(capture.id, declaredPages: 2, officerCode: "CB02")
            }
            #expect(failure?.messageVi.contains("Trang 2") == true)
            try await desk.add("samples/09-permit.jpg", to: capture, replacing: capture.pages[1].id)
            try await desk.judgeAll()
            let bound = try await desk.rpc.bind.handle(capture.id, declaredPages: 2, officerCode: "CB02")

            #expect(bound.capture.state == .bound)
            #expect(bound.capture.files.count == 3)
        }
    }

    @Test func `R29 a born-digital file bound alone is the paper, byte for byte`() async throws {
        try await Self.with { desk in
            let capture = try await desk.open()
            try await desk.add("hostile/text-page.pdf", to: capture)
            try await desk.judgeAll()

            let (_, paper) = try await desk.rpc.bind.handle(capture.id, declaredPages: 1, officerCode: "CB02")
            let job = try #require(try await desk.desk.jobs.claim())
            try await desk.desk.recognition.process(job)
            let captured = try #require(try await desk.desk.store.paper(paper.parts.id))

            let scan = try #require(paper.parts.scan)
            #expect(captured.copy?.eCopy.isSameContent(as: scan) == true)
        }
    }

    @Test func `a file that is none is refused in the clerk's words and leaves the capture as it was`() async throws {
        try await Self.with { desk in
            let capture = try await desk.open()

            let failure = await #expect(throws: HosoFailure.self) { try await desk.add("samples/d09-text-as-pdf.pdf", to: capture) }

            #expect(failure?.messageVi.contains("không phải là JPEG") == true)
            #expect(try await desk.store.capture(capture.id) == capture)
        }
    }

    @Test func `many files at once are all added, one under the same key once`() async throws {
        try await Self.with { desk in
            let capture = try await desk.open()
            let files = ["samples/07-business.jpg", "samples/09-permit.jpg", "samples/11-minutes.jpg", "samples/01-decision.jpg"]

            try await withThrowingTaskGroup(of: Void.self) { group in
                for file in files + files { group.addTask { _ = try await desk.add(file, to: capture) } }
                try await group.waitForAll()
            }

            let after = try #require(try await desk.store.capture(capture.id))
            #expect(after.pages.count == 4)
            #expect(Set(after.files.map(\.key)) == Set(files))
        }
    }

    @Test func `many bind at once and make one paper`() async throws {
        try await Self.with { desk in
            let capture = try await desk.open()
            try await desk.add("samples/07-business.jpg", to: capture)

            let papers = try await withThrowingTaskGroup(of: Identifier.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await desk.rpc.bind.handle(capture.id, declaredPages: 1, officerCode: "CB02").paper.parts.id }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }

            #expect(papers.count == 1)
            #expect(try await desk.desk.store.papers(dossierCode: "H30.1-260305-0001").count == 1)
        }
    }

    @Test func `R31 a paper that is declared secret is not captured`() async throws {
        try await Self.with { desk in
            var request = CaptureDesk.request()
            request.secrecy = .secret

            let failure = await #expect(throws: HosoFailure.self) { try await desk.rpc.open.handle(request) }

            #expect(failure?.code == .secret)
        }
    }

    @Test func `the same key opens one capture, another request under it is refused`() async throws {
        try await Self.with { desk in
            var other = CaptureDesk.request()
            other.componentCode = "C2"

            let first = try await desk.rpc.open.handle(CaptureDesk.request())
            let again = try await desk.rpc.open.handle(CaptureDesk.request())

            #expect(!first.replayed && again.replayed)
            #expect(first.capture.id == again.capture.id)
            let failure = await #expect(throws: HosoFailure.self) { try await desk.rpc.open.handle(other) }
            #expect(failure?.code == .keyReused)
            #expect(try await desk.store.open(agencyCode: "H30.1", limit: 10).count == 1)
        }
    }

    @Test func `nobody outside may write a list of pages`() async throws {
        try await Desk.with { desk in
            var request = try await desk.request("samples/07-business.jpg")
            request.scan.mediaType = BoundPages.mediaType

            let failure = await #expect(throws: HosoFailure.self) { try await desk.capture.handle(request) }

            #expect(failure?.pointer == "scan")
        }
    }
}
