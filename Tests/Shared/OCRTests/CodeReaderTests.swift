import CQREncode
import Foundation
import OCR
import Testing

/// QR codes on scanned pages, read in the worker process.
@Suite(.serialized, .timeLimit(.minutes(10))) struct CodeReaderTests {
    /// An A4 page at 200 dpi with a code at the top left, as an uncompressed grey TIFF.
    private static func page(_ payload: [UInt8], moduleSize: Int = 6, noise: Int = 0) throws -> [UInt8] {
        let (width, height) = (1654, 2339)
        var pixels = [UInt8](repeating: 255, count: width * height)
        if !payload.isEmpty {
            let code = try #require(payload.withUnsafeBytes {
                QRcode_encodeData(Int32($0.count), $0.bindMemory(to: UInt8.self).baseAddress, 0, QR_ECLEVEL_M)
            })
            defer { QRcode_free(code) }
            let side = Int(code.pointee.width)
            for row in 0..<(side * moduleSize) {
                for column in 0..<(side * moduleSize) where code.pointee.data[(row / moduleSize) * side + column / moduleSize] & 1 == 1 {
                    pixels[(100 + row) * width + 120 + column] = 20
                }
            }
        }
        var seed: UInt64 = 7
        for _ in 0..<noise {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            pixels[Int(seed >> 33) % pixels.count] = UInt8(truncatingIfNeeded: seed >> 20)
        }
        return Self.tiff(pixels, width: width, height: height)
    }

    private static func tiff(_ pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
        let entries: [(tag: UInt16, value: Int)] = [
            (256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, height), (279, pixels.count),
        ]
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        var file: [UInt8] = [0x49, 0x49, 42, 0]
        file += little(8 + pixels.count, 4)
        file += pixels
        file += little(entries.count, 2)
        for entry in entries {
            file += little(Int(entry.tag), 2)
            file += little(4, 2)
            file += little(1, 4)
            file += little(entry.value, 4)
        }
        return file + little(0, 4)
    }

    private static func codes(_ file: [UInt8]) async throws -> [String] {
        let path = FileManager.default.temporaryDirectory.appending(path: "code-\(UUID()).tif").path
        try Data(file).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        let pool = RecognitionPool(Workers.configuration(workers: 1))
        defer { pool.shutDown() }
        return try await pool.codes(path: path, page: 1)
    }

    @Test func `R30 the code of an issued paper is read with its accents`() async throws {
        let text = "H30.1-260305-0001|2.000488|097176703494|Giấy khai sinh"

        #expect(try await Self.codes(Self.page(Array(text.utf8))) == [text])
        #expect(try await Self.codes(Self.page(Array(text.utf8), noise: 20_000)) == [text])
    }

    @Test func `a page without code, and one of noise, have none`() async throws {
        #expect(try await Self.codes(Self.page([])) == [])
        #expect(try await Self.codes(Self.page([], noise: 2_000_000)) == [])
    }

    @Test(arguments: [[UInt8](repeating: 0, count: 20), [0xFF, 0xFE, 0x80, 0x81, 0xC0], Array("a\u{1B}[2Jb".utf8)])
    func `a code with control characters or other bytes than text is left out`(payload: [UInt8]) async throws {
        #expect(try await Self.codes(Self.page(payload)) == [])
    }

    @Test func `a code on a refused or damaged file is none, and the worker lives`() async throws {
        let pool = RecognitionPool(Workers.configuration(workers: 1))
        defer { pool.shutDown() }
        let path = FileManager.default.temporaryDirectory.appending(path: "code-\(UUID()).tif").path
        defer { unlink(path) }
        try Data(Self.page([]).prefix(5000)).write(to: URL(fileURLWithPath: path))

        #expect(try await pool.codes(path: path, page: 1) == [])
        #expect(try await pool.codes(path: path, page: 9) == [])
    }
}
