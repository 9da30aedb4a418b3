import PDF
import Testing

@Suite struct JPEGHeaderTests {
    @Test(arguments: [("01-decision.jpg", 3, 200.0), ("02-decision.jpg", 3, 300.0), ("d06-greyscale.jpg", 1, 200.0)])
    func `reads size, colours and resolution of a scan`(name: String, components: Int, dpi: Double) throws {
        let header = try JPEGHeader(Fixture.bytes(name))

        #expect(header.components == components)
        #expect(header.dpi == dpi)
        #expect(abs(Double(header.width) / dpi - 8.27) < 0.1)
    }

    @Test func `a scan that is cut off is refused`() throws {
        let bytes = try Fixture.bytes("d08-truncated.jpg")

        #expect(throws: PDFError(code: .badImage, message: "")) { try JPEGHeader(bytes) }
    }

    @Test func `every shortened header ends in an error, never in a trap`() throws {
        let bytes = try Fixture.bytes("03-letter.jpg")

        for length in 0..<1_200 {
            #expect(throws: PDFError(code: .badImage, message: "")) { try JPEGHeader(Array(bytes.prefix(length))) }
        }
    }

    @Test func `any changed byte of the header ends in a value or an error`() throws {
        let bytes = try Fixture.bytes("03-letter.jpg")
        let end = Array(bytes.suffix(64))

        for position in 0..<700 {
            for value in [0, 1, 0x7F, 0x80, 0xC0, 0xD8, 0xDA, 0xFF] as [UInt8] {
                var changed = Array(bytes.prefix(1_000)) + end
                changed[position] = value
                do throws(PDFError) {
                    let header = try JPEGHeader(changed)
                    #expect(header.width > 0 && header.height > 0)
                } catch {
                    #expect(error.code == .badImage)
                }
            }
        }
    }

    @Test(arguments: [
        [],
        [0xFF, 0xD8],
        [0xFF, 0xD8, 0xFF, 0xD9],
        [0xFF, 0xD8, 0xFF, 0xC0, 0xFF, 0xFF],
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 1],
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 12, 0, 1, 0, 1, 3, 1, 17, 0, 2, 17, 0, 3, 17, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9],
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 17, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9],
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 20, 8, 0, 1, 0, 1, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9],
        [0xFF, 0xD8, 0xFF, 0xC9, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9],
        Array("%PDF-1.7".utf8),
    ] as [[UInt8]])
    func `refuses what is no usable JPEG`(bytes: [UInt8]) {
        #expect(throws: PDFError(code: .badImage, message: "")) { try JPEGHeader(bytes) }
    }
}
