import Foundation
import OCR
import Testing

/// Every format a scanner or an office writes, told by its bytes and taken for what it is.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FormatTests {
    static let unreadable: QualityThresholds = {
        // No resolution is enough: the page is decoded and judged, and not recognised.
        var thresholds = QualityThresholds.administrative
        thresholds.minimumDPI = 1_000_000
        return thresholds
    }()

    @Test(arguments: [
        ("g4.tif", ScanFormat.tiff, 2, ScanKind.pictures), ("lzw.tif", .tiff, 2, .pictures), ("raw.tif", .tiff, 2, .pictures),
        ("jpeg.tif", .tiff, 2, .pictures), ("deflate.tif", .tiff, 2, .pictures), ("page.png", .png, 1, .pictures),
        ("jpeg-called.pdf", .jpeg, 1, .pictures), ("searchable.pdf", .pdf, 1, .pictures), ("strips.pdf", .pdf, 1, .pictures),
        ("jpx.pdf", .pdf, 1, .pictures), ("rotate-90.pdf", .pdf, 1, .pictures), ("mixed.pdf", .pdf, 2, .mixed),
        ("born-digital.pdf", .pdf, 2, .bornDigital), ("signed.pdf", .pdf, 1, .signed),
    ])
    func `R25 a file is told by its bytes`(name: String, format: ScanFormat, pages: Int, kind: ScanKind) async throws {
        let outcome = try await Workers.shared.inspect(path: try Formats.path(name))

        guard case .readable(let inspection) = outcome else {
            Issue.record("\(name): \(outcome)")
            return
        }
        #expect(inspection.format == format)
        #expect(inspection.pageCount == pages)
        #expect(inspection.kind == kind)
        #expect(inspection.kind.isKeptAsItIs == (kind == .signed || kind == .bornDigital))
    }

    @Test(arguments: ["g4.tif", "lzw.tif", "raw.tif", "jpeg.tif", "deflate.tif"])
    func `R25 every page of a TIFF is decoded, whatever its compression`(name: String) async throws {
        for page in [1, 2] {
            let result = try await Workers.shared.read(path: try Formats.path(name), page: page, thresholds: Self.unreadable)

            let expected: [RefusalReason] = name == "g4.tif" ? [.resolutionTooLow, .notColour] : [.resolutionTooLow]
            #expect(result.reading.findings.map(\.reason) == expected, "\(name) \(page)")
            #expect(result.reading.measures.inkPercent > 0.5, "\(name) \(page)")
        }
        let beyond = try await Workers.shared.read(path: try Formats.path(name), page: 3, thresholds: Self.unreadable)
        #expect(beyond.reading.findings.map(\.reason) == [.damagedFile])
    }

    @Test(arguments: ["searchable.pdf", "strips.pdf", "jpx.pdf", "rotate-90.pdf", "jpeg.tif"])
    func `R25 the page of any container is recognised as the scan itself is`(name: String) async throws {
        let truth = try #require(Samples.good.first { $0.id == "07-business" }).truth()

        let result = try await Workers.shared.read(path: try Formats.path(name), page: 1)

        #expect(result.reading.findings == [])
        #expect(CharacterErrors.rate(truth: truth, recognised: result.reading.lines.map(\.text)) < 0.04)
        #expect(result.image?.isPassthrough == (name == "searchable.pdf" || name == "rotate-90.pdf"))
        #expect(result.reading.turn == (name == "rotate-90.pdf" ? 90 : 0))
        #expect(result.image?.turn == result.reading.turn)
        #expect(!result.reading.text.contains("wrong text of the scanner"))
    }

    @Test func `a page of text in a mixed file is drawn and recognised`() async throws {
        let result = try await Workers.shared.read(path: try Formats.path("mixed.pdf"), page: 2)

        #expect(result.reading.findings.filter(\.refuses) == [])
        // The file names a font without carrying it, so its letters are those of the machine.
        let truth = ["Born digital, line one", "and line two"]
        #expect(CharacterErrors.rate(truth: truth, recognised: result.reading.lines.map(\.text)) < 0.1)
        #expect(result.image?.isPassthrough == false)
    }

    @Test func `text is taken out of a file that is kept, with its places`() async throws {
        let path = try Formats.path("born-digital.pdf")

        let first = try await Workers.shared.text(path: path, page: 1)
        let second = try await Workers.shared.text(path: path, page: 2)
        let scan = try await Workers.shared.text(path: try Formats.path("signed.pdf"), page: 1)

        #expect(first.text == "Born digital, line one\nand line two")
        #expect(second.text == "Second page")
        #expect(first.measures.dpi == 200 && abs(first.measures.widthPixels - 1653) <= 1)
        // Set at 72 points from the left edge, 122 from the upper one.
        let word = try #require(first.lines.first?.words.first)
        #expect(abs(word.box.x - 200) < 5 && abs(word.box.y + word.box.height - 339) < 20)
        #expect(scan.lines.isEmpty)
    }

    @Test(arguments: [("upside-down.jpg", 180), ("lies-left.jpg", 90), ("lies-right.jpg", 270)])
    func `R25 a page that surely lies wrong is turned by itself, and that is recorded`(name: String, turn: Int) async throws {
        let truth = try #require(Samples.good.first { $0.id == "07-business" }).truth()

        let result = try await Workers.shared.read(path: try Formats.path(name), page: 1)

        #expect(result.reading.findings == [QualityFinding(.orientation, page: 1, measured: "\(turn)°", demanded: "0°", severity: .mended)])
        #expect(result.reading.turn == turn)
        #expect(result.image?.isPassthrough == true)
        #expect(CharacterErrors.rate(truth: truth, recognised: result.reading.lines.map(\.text)) < 0.04)
        #expect(result.reading.measures.widthPixels < result.reading.measures.heightPixels)
    }

    @Test func `a page a person turned is not turned again`() async throws {
        let result = try await Workers.shared.judge(path: try Formats.path("upside-down.jpg"), page: 1, turn: 0)

        #expect(result.reading.findings.map(\.reason) == [.orientation])
        #expect(result.reading.isRefused)
        #expect(result.reading.turn == 0)
    }

    @Test(arguments: [
        ("dark.jpg", RefusalReason.tooDark), ("specks.jpg", .speckled), ("cut.jpg", .cutEdge),
    ])
    func `R25 a fault of the scanner is refused for its reason`(name: String, reason: RefusalReason) async throws {
        let verdict = try await Workers.shared.judge(path: try Formats.path(name), page: 1)

        #expect(verdict.reading.findings.contains { $0.reason == reason && $0.refuses }, "\(verdict.reading)")
    }

    @Test func `R25 a sheet of another size than the paper type has was not scanned at 100 per cent`() async throws {
        var thresholds = QualityThresholds.administrative
        thresholds.sheets = [.a4]

        let scaled = try await Workers.shared.judge(path: try Formats.path("scaled.jpg"), page: 1, thresholds: thresholds)
        let true100 = try await Workers.shared.judge(path: try Formats.path("page.png"), page: 1, thresholds: thresholds)

        #expect(scaled.reading.findings.map(\.reason) == [.wrongScale])
        #expect(scaled.reading.findings.first?.measured == "150 × 212 mm")
        #expect(true100.reading.findings == [])
    }

    @Test func `the thumbnail is small, upright and a JPEG`() async throws {
        let verdict = try await Workers.shared.judge(path: try Formats.path("lies-left.jpg"), page: 1)

        #expect(ScanFormat(startingWith: verdict.thumbnail) == .jpeg)
        #expect(verdict.thumbnail.count < 60_000)
        #expect(verdict.reading.lines.isEmpty)
        #expect(verdict.reading.turn == 90)
    }

    @Test func `the same page scanned twice has nearly the same hash, another page has not`() async throws {
        let one = try await Workers.shared.judge(path: try Formats.path("page.png"), page: 1).reading.measures.differenceHash
        let again = try await Workers.shared.judge(path: try Formats.path("jpeg-called.pdf"), page: 1).reading.measures.differenceHash
        let turned = try await Workers.shared.judge(path: try Formats.path("upside-down.jpg"), page: 1).reading.measures.differenceHash
        let other = try await Workers.shared.judge(path: try Formats.path("jpeg.tif"), page: 2).reading.measures.differenceHash

        #expect((one ^ again).nonzeroBitCount <= 3)
        #expect((one ^ turned).nonzeroBitCount <= 3)
        #expect((one ^ other).nonzeroBitCount > 12)
        #expect((16...48).contains(one.nonzeroBitCount))
    }
}
