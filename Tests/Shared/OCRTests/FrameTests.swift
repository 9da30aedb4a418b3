import Testing

@testable import OCR

@Suite struct FrameTests {
    @Test func `a frame comes back as it was sent`() throws {
        let frame = Frame(message: [1, 2, 3], attachment: [4, 5])
        let header = try Frame.Header(frame.bytes.prefix(Frame.headerLength))

        #expect(header.messageLength == 3)
        #expect(header.attachmentLength == 2)
        #expect(Array(frame.bytes.dropFirst(Frame.headerLength)) == [1, 2, 3, 4, 5])
    }

    @Test(arguments: [
        [UInt8](), [0x48], Array("HOCR\0\0\0".utf8), Array("HTTP\0\0\0\u{1}\0\0\0\0".utf8),
        [0x48, 0x4F, 0x43, 0x52, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], [0x48, 0x4F, 0x43, 0x52, 0, 0, 0, 1, 0x7F, 0, 0, 0],
    ])
    func `a damaged header is refused before anything is allocated`(bytes: [UInt8]) {
        #expect(throws: OCRError(.damagedMessage, "")) { try Frame.Header(bytes) }
    }

    @Test(arguments: ["", "{", "[]", "{\"read\":{}}", "{\"other\":{}}", "{\"inspect\":{\"path\":1}}"])
    func `a message that is none is refused`(text: String) {
        #expect(throws: OCRError(.damagedMessage, "")) { try Frame(message: Array(text.utf8)).decode(WorkerRequest.self) }
    }

    @Test func `every message survives the way`() throws {
        let requests: [WorkerRequest] = [
            .inspect(path: "/a/b", limits: ScanLimits()),
            .read(ReadRequest(path: "/ư", page: 7, thresholds: .mapsAndDrawings, limits: ScanLimits())),
        ]
        let replies: [WorkerReply] = [
            .ready, .inspected(ScanInspection(format: .tiff, pageCount: 3)), .refused(QualityFinding(.skewed, page: 2)),
            .unreadable("x"), .failed("y"),
        ]

        for request in requests { #expect(try Frame.encoding(request).decode(WorkerRequest.self) == request) }
        for reply in replies { #expect(try Frame.encoding(reply).decode(WorkerReply.self) == reply) }
    }
}
