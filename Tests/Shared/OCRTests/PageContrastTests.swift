import CTesseract
import Foundation
import Testing

@testable import OCR

/// Pages whose print is pale.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PageContrastTests {
    private struct PictureUnmade: Error {}

    private static func owned(_ pointer: UnsafeMutablePointer<Pix>?) throws -> Pixels {
        guard let pixels = Pixels(pointer) else { throw PictureUnmade() }
        return pixels
    }

    /// The sample as a worn copy scanned too bright: less than half its contrast, softened, as a JPEG of low quality.
    private static func pale(_ sample: Sample, to path: String) throws {
        let page = try Self.owned(pixRead(sample.path))
        let soft = try Self.owned(pixBlockconv(page.pointer, 1, 1))
        // Black becomes 130, white 240.
        let worn = try Self.owned(pixGammaTRC(nil, soft.pointer, 1, -301, 290))
        #expect(pixWriteJpeg(path, worn.pointer, 60, 0) == 0)
    }

    /// A page with a band of print.
    private static func page(paper: UInt32, print: UInt32, rows: Int32) throws -> Pixels {
        let page = try Self.owned(pixCreate(1000, 1000, 8))
        var band = boxCreate(0, 400, 1000, rows)
        defer { boxDestroy(&band) }
        #expect(pixSetAllArbitrary(page.pointer, paper) == 0)
        #expect(pixSetInRectArbitrary(page.pointer, band, print) == 0)
        return page
    }

    @Test(arguments: ["07-business", "12-land"])
    func `R25 a pale copy of a good page is accepted and read`(id: String) async throws {
        let sample = try #require(Samples.good.first { $0.id == id })
        let path = FileManager.default.temporaryDirectory.appending(path: "hoso-pale-\(UUID().uuidString).jpg").path
        try Self.pale(sample, to: path)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: path) } }

        let result = try await Workers.read(path, declaredPages: 1)
        let rate = CharacterErrors.rate(truth: try sample.truth(), recognised: result.pages.flatMap(\.reading.lines).map(\.text))

        #expect(!result.findings.contains { $0.severity == .refused }, "\(result.findings)")
        #expect(rate < 0.03)
    }

    @Test(arguments: [(UInt32(240), UInt32(160), 2.0), (240, 200, 4), (240, 130, 1), (240, 210, 1), (240, 240, 1)])
    func `R25 only print that is there and pale is raised`(paper: UInt32, print: UInt32, factor: Double) throws {
        // Levels are read from a histogram, between two grey levels.
        #expect(abs(PageContrast.factor(of: try Self.page(paper: paper, print: print, rows: 40)) - factor) < 0.2)
    }

    @Test(arguments: [(UInt32(175), 0), (100, 5)])
    func `R25 raising the contrast makes no cut print of shadows at an edge`(level: UInt32, marks: Int) throws {
        let page = try Self.page(paper: 240, print: 240, rows: 1)
        for row in 0..<5 {
            var mark = boxCreate(0, Int32(100 + 150 * row), 20, 30)
            defer { boxDestroy(&mark) }
            #expect(pixSetInRectArbitrary(page.pointer, mark, level) == 0)
        }
        guard let raised = PageContrast.raised(page, grey: page, by: 2) else { throw PictureUnmade() }

        #expect(PageMarks.cutMarks(page, paperLevel: 240, dpi: 200, contrast: 1) == marks)
        #expect(PageMarks.cutMarks(raised, paperLevel: 240, dpi: 200, contrast: 2) == marks)
    }

    @Test func `a raised page keeps its paper and gets darker print`() throws {
        let page = try Self.page(paper: 240, print: 160, rows: 40)
        guard let raised = PageContrast.raised(page, grey: page, by: PageContrast.factor(of: page)) else { throw PictureUnmade() }
        var (paper, print): (UInt32, UInt32) = (0, 0)

        #expect(pixGetPixel(raised.pointer, 5, 5, &paper) == 0 && pixGetPixel(raised.pointer, 5, 410, &print) == 0)
        #expect((238...242).contains(paper) && (76...84).contains(print))
    }
}
