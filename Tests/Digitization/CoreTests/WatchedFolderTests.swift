import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Logging
import OCR
import ServiceKit
import TestSupport
import Testing

@testable import Digitization

/// Folders scanners write to, on real files and a real database.
@Suite(.serialized, .timeLimit(.minutes(10))) struct WatchedFolderTests {
    /// A desk with a watched folder.
    struct Watched: Sendable {
        let desk: CaptureTests.CaptureDesk
        let folder: WatchedFolder
        let service: WatchedFolderService

        init(_ desk: CaptureTests.CaptureDesk, path: String) {
            self.desk = desk
            self.folder = WatchedFolder(path: path, agencyCode: "H30.1", officerCode: "CB01")
            self.service = WatchedFolderService(
                folders: [self.folder], capture: desk.desk.capture, captures: desk.store, addFile: desk.rpc.addFile,
                blobs: desk.desk.blobs, limits: ScanLimits(), clock: desk.desk.clock, logger: Logger(label: "test"))
        }

        func write(_ name: String, _ sample: String = "samples/07-business.jpg") throws {
            try Data(contentsOf: Desk.fixtures.appending(path: sample)).write(to: URL(fileURLWithPath: "\(self.folder.path)/\(name)"))
        }

        func write(_ name: String, text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(self.folder.path)/\(name)"))
        }

        func names(_ folder: String = "") -> [String] {
            let path = "\(self.folder.path)/\(folder)"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { !["working", "done", "failed"].contains($0) }.sorted()
        }

        func text(_ name: String) throws -> String { try String(contentsOfFile: "\(self.folder.path)/\(name)", encoding: .utf8) }

        /// Two looks with time enough between them.
        func settle() async throws {
            var sights: [String: ScanFolder.Sight] = [:]
            try await self.service.look(self.folder, &sights)
            self.desk.desk.clock.advance(by: .seconds(6))
            try await self.service.look(self.folder, &sights)
        }

        func papers() async throws -> [Paper] { try await self.desk.desk.store.papers(dossierCode: "H30.1-260305-0001") }
    }

    static let sideCar = #"""
        {"dossierId": "00000000-0000-7000-8000-000000000001", "dossierCode": "H30.1-260305-0001", "componentCode": "C1",
         "paperTypeCode": "business", "role": "component", "ownerId": "097176703494", "title": "Giấy chứng nhận", "declaredPages": 1,
         "secrecy": "none"}
        """#

    static func with(_ body: (Watched) async throws -> Void) async throws {
        try await CaptureTests.with { desk in
            try await TemporaryDirectory.with { path in try await body(Watched(desk, path: path)) }
        }
    }

    @Test func `a scan with a side-car becomes a paper and is moved to done`() async throws {
        try await Self.with { watched in
            try watched.write("0001.jpg")
            try watched.write("0001.json", text: Self.sideCar)

            try await watched.settle()

            let papers = try await watched.papers()
            #expect(papers.map(\.parts.componentCode) == ["C1"])
            #expect(papers.first?.parts.officerCode == "CB01")
            #expect(watched.names() == [] && watched.names("working") == [] && watched.names("failed") == [])
            #expect(watched.names("done") == ["0001.jpg", "0001.jpg.json"])
        }
    }

    @Test func `a scan whose name says the component joins its open capture`() async throws {
        try await Self.with { watched in
            let capture = try await watched.desk.open()
            try watched.write("H30.1-260305-0001_C1_0001.tif", "samples/04-letter.tif")
            try watched.write("H30.1-260305-0001_C1_0002.jpg")

            try await watched.settle()

            let after = try #require(try await watched.desk.store.capture(capture.id))
            #expect(after.pages.count == 2)
            #expect(watched.names("done").count == 2)
        }
    }

    @Test func `a file is taken when it stopped growing, or at once with a marker`() async throws {
        try await Self.with { watched in
            _ = try await watched.desk.open()
            var sights: [String: ScanFolder.Sight] = [:]
            try watched.write("H30.1-260305-0001_C1.jpg", text: "half of it")
            try await watched.service.look(watched.folder, &sights)
            watched.desk.desk.clock.advance(by: .seconds(6))
            try watched.write("H30.1-260305-0001_C1.jpg")

            try await watched.service.look(watched.folder, &sights)
            let growing = watched.names()
            try watched.write("H30.1-260305-0001_C1.jpg.done", text: "")
            try await watched.service.look(watched.folder, &sights)

            #expect(growing == ["H30.1-260305-0001_C1.jpg"])
            #expect(watched.names() == [])
            #expect(watched.names("done") == ["H30.1-260305-0001_C1.jpg"])
        }
    }

    @Test func `what is still being written is left alone`() async throws {
        try await Self.with { watched in
            for name in ["a.part", "b.tmp", ".hidden.jpg", "c.json"] { try watched.write(name) }

            try await watched.settle()

            #expect(watched.names() == [".hidden.jpg", "a.part", "b.tmp", "c.json"])
        }
    }

    static let faults: [(name: String, sample: String, sideCar: String?, expected: String)] = [
        ("scan.jpg", "samples/07-business.jpg", nil, "Tên tệp không theo quy tắc"),
        ("H30.1-260305-0001_C9.jpg", "samples/07-business.jpg", nil, "Không có lần sao chụp nào đang mở cho thành phần C9"),
        ("H30.1-260305-0001_C1.pdf", "samples/d09-text-as-pdf.pdf", nil, "không phải là JPEG"),
        ("s.jpg", "samples/07-business.jpg", "{}", "thiếu dữ liệu: “dossierId”"),
        ("s.jpg", "samples/07-business.jpg", "not json", "không đọc được"),
        ("s.jpg", "samples/07-business.jpg", sideCar.replacing(#""none""#, with: #""secret""#), "bí mật nhà nước"),
        ("s.jpg", "samples/07-business.jpg", sideCar.replacing(#""declaredPages": 1"#, with: #""declaredPages": 0"#), "declared_pages"),
    ]

    @Test(arguments: faults.indices)
    func `a file that cannot be taken in goes to failed with the reason in both languages`(index: Int) async throws {
        try await Self.with { watched in
            let fault = Self.faults[index]
            _ = try await watched.desk.open()
            try watched.write(fault.name, fault.sample)
            if let sideCar = fault.sideCar { try watched.write("s.json", text: sideCar) }

            try await watched.settle()

            #expect(watched.names() == [] && watched.names("working") == [] && watched.names("done") == [])
            #expect(watched.names("failed").contains(fault.name))
            let text = try watched.text("failed/\(fault.name).error.txt")
            #expect(text.contains(fault.expected), "\(text)")
            #expect(try await watched.papers() == [])
        }
    }

    @Test func `R31 content that a side-car declares secret never reaches the store`() async throws {
        try await Self.with { watched in
            try watched.write("s.jpg")
            try watched.write("s.json", text: Self.sideCar.replacing(#""none""#, with: #""topSecret""#))

            try await watched.settle()

            var stored = 0
            for try await _ in watched.desk.desk.blobs.allReferences() { stored += 1 }
            #expect(stored == 0)
        }
    }

    @Test func `two services watching one folder take each file once`() async throws {
        try await Self.with { watched in
            let capture = try await watched.desk.open()
            for number in 1...12 { try watched.write("H30.1-260305-0001_C1_\(number).jpg") }
            for number in 1...12 { try watched.write("H30.1-260305-0001_C1_\(number).jpg.done", text: "") }
            let other = Watched(watched.desk, path: watched.folder.path)

            try await withThrowingTaskGroup(of: Void.self) { group in
                for service in [watched.service, other.service, watched.service, other.service] {
                    group.addTask {
                        var sights: [String: ScanFolder.Sight] = [:]
                        try await service.look(watched.folder, &sights)
                    }
                }
                try await group.waitForAll()
            }

            let after = try #require(try await watched.desk.store.capture(capture.id))
            #expect(after.pages.count == 12)
            #expect(watched.names("done").count == 12)
            #expect(watched.names() == [])
        }
    }

    @Test func `a file whose holder died is taken over, and one that was taken in is not taken in twice`() async throws {
        try await Self.with { watched in
            let capture = try await watched.desk.open()
            try watched.write("H30.1-260305-0001_C1.jpg")
            let files = ScanFolder(path: watched.folder.path)
            try files.prepare()
            let held = try #require(try files.claim("H30.1-260305-0001_C1.jpg"))
            var sights: [String: ScanFolder.Sight] = [:]

            try await watched.service.look(watched.folder, &sights)
            let whileHeld = watched.names("working")
            // As after a kill between taking the file in and moving it: the work is done, the lock is gone, the file is there.
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: held.path)))
            let reference = try await watched.desk.desk.blobs.put(bytes)
            let file = StoredFile(reference, mediaType: "application/octet-stream")
            let key = "folder:H30.1:\(reference.hex):H30.1-260305-0001_C1.jpg"
            _ = try await watched.desk.rpc.addFile.add(file, key: key, to: capture.id, replacing: nil)
            held.release()
            try await watched.service.look(watched.folder, &sights)

            #expect(whileHeld == ["H30.1-260305-0001_C1.jpg"])
            #expect(watched.names("working") == [])
            #expect(watched.names("done") == ["H30.1-260305-0001_C1.jpg"])
            #expect(try await watched.desk.store.capture(capture.id)?.pages.count == 1)
        }
    }

    @Test func `a scan whose watcher died between two moves keeps its own description`() async throws {
        try await Self.with { watched in
            let files = ScanFolder(path: watched.folder.path)
            try files.prepare()
            try watched.write("0001.jpg")
            try watched.write("0001.json", text: Self.sideCar)
            let held = try #require(try files.claim("0001.jpg"))
            // The scanner begins its numbers anew while the first file is under way.
            try watched.write("0001.jpg", "samples/09-permit.jpg")
            try watched.write("0001.json", text: Self.sideCar.replacing(#""C1""#, with: #""C2""#))
            held.release()
            // And a description whose file was moved on just before its holder died.
            try watched.write("working/0009.jpg.json", text: Self.sideCar)

            try await watched.settle()

            #expect(try await watched.papers().map(\.parts.componentCode).sorted() == ["C1", "C2"])
            #expect(watched.names("working") == [] && watched.names("failed") == [])
            #expect(watched.names("done") == ["0001.jpg", "0001.jpg.json", "0009.jpg.json", "2-0001.jpg", "2-0001.jpg.json"])
        }
    }

    @Test func `a second file of the same name does not overwrite the first`() async throws {
        try await Self.with { watched in
            _ = try await watched.desk.open()
            try watched.write("H30.1-260305-0001_C1.jpg")
            try await watched.settle()
            try watched.write("H30.1-260305-0001_C1.jpg", "samples/09-permit.jpg")
            try await watched.settle()

            #expect(watched.names("done") == ["2-H30.1-260305-0001_C1.jpg", "H30.1-260305-0001_C1.jpg"])
        }
    }

    @Test(arguments: [
        ("{dossierCode}_{componentCode}", "H1.2-3_C1.tif", "H1.2-3", "C1"), ("{dossierCode}_{componentCode}", "H1_C1_0002.jpg", "H1", "C1"),
        ("scan {dossierCode}-tp-{componentCode}", "scan H1-2-tp-C4.pdf", "H1-2", "C4"), ("{dossierCode}+{componentCode}(", "H1+C2(3).pdf", "H1", "C2"),
    ])
    func `a naming rule finds the component`(template: String, file: String, dossier: String, component: String) throws {
        let name = try #require(ScanName(template))
        let found = try #require(name.component(of: file))

        #expect(found.dossierCode == dossier && found.componentCode == component)
    }

    @Test(arguments: ["", "{dossierCode}", "{componentCode}_{dossierCode}", "{dossierCode}{componentCode}", "{dossierCode}_{componentCode}/{x}", "{dossierCode}_{dossierCode}_{componentCode}"])
    func `a rule that cannot be is refused`(template: String) {
        #expect(ScanName(template) == nil)
    }

    @Test func `all faults of the folders' file are told at once`() async throws {
        try await TemporaryDirectory.with { path in
            let file = "\(path)/folders.json"
            try Data(#"{"folders": [{"path": "scan", "agencyCode": "", "officerCode": "CB01"}, {"path": "scan", "agencyCode": "A", "officerCode": ""}]}"#.utf8)
                .write(to: URL(fileURLWithPath: file))

            let refusal = #expect(throws: SettingRefusal.self) { try WatchedFolders.read(file) }
            let text = "\(try #require(refusal))"

            for part in ["folders[0].path", "folders[0].agencyCode", "folders[1].officerCode", "twice"] { #expect(text.contains(part)) }
            #expect(try WatchedFolders.read("none") == [])
        }
    }
}
