import Clocks
import DigitizationDomain
import TestSupport
import Testing

/// The rules of a paper of many pages, without any file.
@Suite struct CaptureDomainTests {
    static func id(_ number: Int) -> Identifier { SequentialIdentifiers.identifier(UInt64(number)) }

    static func file(_ number: Int, pages: Int, kind: CaptureFileKind = .pictures) -> CaptureFile {
        CaptureFile(
            id: id(number), key: "f\(number)",
            file: StoredFile(sha256: [UInt8](repeating: UInt8(number), count: 32), sizeBytes: 10, mediaType: "image/tiff"), kind: kind,
            pageCount: pages)
    }

    /// A capture with a file of three pages (ids 11 to 13) and one of two (21, 22).
    static func capture() throws -> Capture {
        let parts = CaptureParts(
            dossierID: id(900), dossierCode: "H1", componentCode: "C1", paperTypeCode: "letter", role: .component, ownerID: "097176703494",
            agencyCode: "H30.1", officerCode: "CB01", title: "Công văn", minimumDPI: 200)
        var capture = Capture(id: id(1), parts: parts, openedAt: .earliest)
        try capture.add(file(1, pages: 3), pageIDs: [id(11), id(12), id(13)], replacing: nil)
        try capture.add(file(2, pages: 2), pageIDs: [id(21), id(22)], replacing: nil)
        return capture
    }

    private func places(_ numbers: [Int]) -> [Capture.Place] { numbers.map { Capture.Place(pageID: Self.id($0)) } }

    @Test func `R25 pages are put in order, turned and removed at once, on the revision that was seen`() throws {
        var capture = try Self.capture()
        let seen = capture.revision
        let turned = [Capture.Place(pageID: Self.id(22), turn: 90)] + self.places([11, 13])

        try capture.arrange(turned, seen: seen)

        #expect(capture.pages.map(\.id) == [22, 11, 13].map(Self.id))
        #expect(capture.pages.map(\.turn) == [90, nil, nil])
        #expect(capture.files.count == 2)
        #expect(throws: CaptureError.changedMeanwhile) { try capture.arrange(turned, seen: seen) }
    }

    @Test(arguments: [([11, 11], CaptureError.pageUnknown), ([11, 99], .pageUnknown)])
    func `a page that is not there or comes twice changes nothing`(numbers: [Int], error: CaptureError) throws {
        var capture = try Self.capture()
        let before = capture

        #expect(throws: error) { try capture.arrange(self.places(numbers), seen: before.revision) }
        #expect(capture == before)
    }

    @Test func `only quarters turn`() throws {
        var capture = try Self.capture()
        let revision = capture.revision

        #expect(throws: CaptureError.turnImpossible(45)) {
            try capture.arrange([Capture.Place(pageID: Self.id(11), turn: 45)], seen: revision)
        }
    }

    @Test func `R25 one page is scanned again, in its place; the file before stays known`() throws {
        var capture = try Self.capture()

        try capture.add(Self.file(3, pages: 1), pageIDs: [Self.id(31)], replacing: Self.id(12))

        #expect(capture.pages.map(\.id) == [11, 31, 13, 21, 22].map(Self.id))
        #expect(capture.files.map(\.key) == ["f1", "f2", "f3"])
        #expect(throws: CaptureError.replacementHasPages(2)) {
            try capture.add(Self.file(4, pages: 2), pageIDs: [Self.id(41), Self.id(42)], replacing: Self.id(31))
        }
        #expect(throws: CaptureError.pageUnknown) {
            try capture.add(Self.file(5, pages: 1), pageIDs: [Self.id(51)], replacing: Self.id(12))
        }
    }

    @Test func `a file sent again after a lost answer is added once`() throws {
        var capture = try Self.capture()
        let before = capture

        try capture.add(Self.file(2, pages: 2), pageIDs: [Self.id(61), Self.id(62)], replacing: nil)

        #expect(capture == before)
    }

    @Test func `R25 a paper has at most five hundred pages`() throws {
        var capture = try Self.capture()
        let ids = (1000..<1496).map(Self.id)

        #expect(throws: CaptureError.tooManyPages(500)) { try capture.add(Self.file(6, pages: 496), pageIDs: ids, replacing: nil) }
    }

    @Test func `R25 as many pages as were counted are bound, good ones only`() throws {
        var capture = try Self.capture()
        #expect(throws: CaptureError.pageCountMismatch(declared: 4, found: 5)) { try capture.checkBindable(declaredPages: 4) }
        let bad = CapturePage.Verdict(findings: [.recognitionFailed("workerCrashed", attempts: 2)], thumbnail: nil, turn: 0)
        let page = capture.pages[3]

        capture.note(bad, of: page)

        #expect(throws: CaptureError.pagesRefused([4])) { try capture.checkBindable(declaredPages: 5) }
        try capture.arrange(self.places([11, 12, 13, 22]), seen: capture.revision)
        #expect(try capture.checkBindable(declaredPages: 4) == nil)
        try capture.bind(as: Self.id(70), declaredPages: 4)
        #expect(capture.state == .bound && capture.paperID == Self.id(70))
        #expect(throws: CaptureError.notOpen(.bound)) { try capture.abandon() }
    }

    @Test func `a file nobody touched is the paper itself; a page turned makes a new one`() throws {
        var capture = try Self.capture()
        try capture.arrange(self.places([11, 12, 13]), seen: capture.revision)
        #expect(try capture.checkBindable(declaredPages: 3)?.key == "f1")

        try capture.arrange([Capture.Place(pageID: Self.id(11), turn: 0)] + self.places([12, 13]), seen: capture.revision)

        #expect(try capture.checkBindable(declaredPages: 3) == nil)
    }

    @Test(arguments: [CaptureFileKind.signed, .bornDigital])
    func `a signed or born-digital file is a paper of its own or none`(kind: CaptureFileKind) throws {
        var capture = try Self.capture()
        try capture.add(Self.file(7, pages: 2, kind: kind), pageIDs: [Self.id(71), Self.id(72)], replacing: nil)

        #expect(throws: CaptureError.keptFileNotAlone) { try capture.checkBindable(declaredPages: 7) }
        try capture.arrange(self.places([72, 71]), seen: capture.revision)
        #expect(throws: CaptureError.keptFileNotAlone) { try capture.checkBindable(declaredPages: 2) }
        try capture.arrange(self.places([72]), seen: capture.revision)
        #expect(throws: CaptureError.keptFileNotAlone) { try capture.checkBindable(declaredPages: 1) }
    }

    @Test func `a verdict on a page that was turned meanwhile is no verdict on it`() throws {
        var capture = try Self.capture()
        let seen = capture.pages[0]
        let good = CapturePage.Verdict(findings: [], thumbnail: nil, turn: 0)
        try capture.arrange([Capture.Place(pageID: Self.id(11), turn: 180)] + self.places([12]), seen: capture.revision)

        capture.note(good, of: seen)

        #expect(capture.unjudged.map(\.id) == [Self.id(11), Self.id(12)])
    }

    @Test func `a capture given up stays so`() throws {
        var capture = try Self.capture()

        try capture.abandon()
        try capture.abandon()

        #expect(capture.state == .abandoned)
        #expect(throws: CaptureError.notOpen(.abandoned)) { try capture.checkBindable(declaredPages: 5) }
    }
}
