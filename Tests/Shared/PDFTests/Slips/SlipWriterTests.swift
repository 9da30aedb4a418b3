import Clocks
import Foundation
import PDF
import Testing

@Suite struct SlipWriterTests {
    let metadata = PDFAMetadata(
        title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", createdAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest)
    let writer: SlipWriter

    init() throws {
        self.writer = SlipWriter(fonts: try .liberationSerif())
    }

    private func slip(components: Int = 3) -> ReceiptSlip {
        ReceiptSlip(
            parentAgency: "ỦY BAN NHÂN DÂN TỈNH HỒNG SƠN", desk: "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
            dossierCode: "H99.34-260305-0001", place: "Hòa Thuận", applicant: "Nguyễn Thị Ngọc Ánh",
            address: "Số 12 ngõ 34 đường Trần Hưng Đạo, tổ dân phố 5, phường Hòa Thuận, tỉnh Hồng Sơn", telephone: "0900 000 001",
            procedure: "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh", 
            components: (1...components).map { .init(name: "Giấy tờ thứ \($0) theo quy định của thủ tục hành chính, kèm phụ lục", form: "Bản chính: 1") },
            processingTime: "03 ngày làm việc", receivedAt: self.metadata.createdAt,
            dueAt: UTCInstant(iso8601: "2026-03-10T10:00:00Z"), returnPlace: "Trung tâm Phục vụ hành chính công phường Hòa Thuận",
            officer: "Trần Văn Bình", codePayload: "https://dichvucong.example.vn/tra-cuu?ma=H99.34-260305-0001")
    }

    @Test(arguments: [SlipDocument.Paper.a4, .a5])
    func `form 01 is sound PDF-A with its words in the order of reading`(paper: SlipDocument.Paper) async throws {
        let bytes = try self.writer.write(self.slip().document(paper: paper), self.metadata)

        let file = try TemporaryFile(bytes, paper == .a4 ? "slip-a4.pdf" : "slip-a5.pdf")
        try await Referee.expectSound(file)
        try await Referee.expectArchivable(file)
        #expect(try PDFDocument(bytes: bytes).pageCount == 1)
        let text = Referee.words(try await Referee.text(of: file, ["-raw"])).joined(separator: " ")
        for phrase in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "GIẤY TIẾP NHẬN HỒ SƠ", "Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ánh",
            "Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 05 tháng 3 năm 2026", "17 giờ 00 phút, ngày 10 tháng 3 năm 2026", "Mã hồ sơ: H99.34-260305-0001",
        ] {
            #expect(text.contains(phrase), "\(phrase) is not in: \(text)")
        }
    }

    @Test func `its fonts are embedded in part and can be copied from`() async throws {
        let file = try TemporaryFile(self.writer.write(self.slip().document(), self.metadata))

        let lines = try await Referee.run("pdffonts", [file.path]).output.split(separator: "\n").dropFirst(2)

        #expect(lines.count == 3)
        for line in lines {
            let columns = line.split(separator: " ").map(String.init)
            #expect(columns[0].dropFirst(6).hasPrefix("+LiberationSerif"))
            #expect(columns.suffix(5).prefix(3) == ["yes", "yes", "yes"], "\(line)")
        }
    }

    @Test(arguments: [SlipDocument.Paper.a4, .a5])
    func `the QR code on paper is read back`(paper: SlipDocument.Paper) async throws {
        let file = try TemporaryFile(self.writer.write(self.slip().document(paper: paper), self.metadata))
        let picture = try TemporaryFile(name: "slip.png")

        _ = try await Referee.run("pdftoppm", ["-png", "-singlefile", "-r", "200", file.path, String(picture.path.dropLast(4))])
        let verdict = try await Referee.run("zbarimg", ["-q", "--raw", picture.path])

        #expect(verdict.output.trimmingCharacters(in: .newlines) == self.slip().codePayload)
    }

    @Test func `a long list of papers goes over pages, with heading and page number`() async throws {
        let bytes = try self.writer.write(self.slip(components: 60).document(), self.metadata)

        let document = try PDFDocument(bytes: bytes)
        #expect(document.pageCount > 2)
        let file = try TemporaryFile(bytes, "slip-long.pdf")
        let second = Referee.words(try await Referee.text(of: file, ["-f", "2", "-l", "2"]))
        #expect(second.prefix(2) == ["2", "TT"])
        let all = try await Referee.text(of: file)
        #expect((1...60).allSatisfy { all.contains("Giấy tờ thứ \($0) ") })
        try await Referee.expectArchivable(file)
    }

    @Test func `the same slip gives the same bytes`() throws {
        #expect(try self.writer.write(self.slip().document(), self.metadata) == self.writer.write(self.slip().document(), self.metadata))
    }

    @Test func `a word wider than the page is broken, not lost`() async throws {
        let word = String(repeating: "Ằ", count: 300)
        let document = SlipDocument(paper: .a5, blocks: [.paragraph(SlipParagraph([SlipRun(word)])), .field(label: "Nhãn", value: word)])

        let text = try await Referee.text(of: TemporaryFile(self.writer.write(document, self.metadata)))

        #expect(text.precomposedStringWithCanonicalMapping.filter { $0 == "Ằ" }.count == 600)
    }

    @Test func `decomposed letters are set as composed ones`() async throws {
        let document = SlipDocument(paper: .a5, blocks: [.paragraph(SlipParagraph(["Tie\u{302}\u{301}ng Vie\u{323}\u{302}t\tcó\u{1}dấu"]))])

        let file = try TemporaryFile(self.writer.write(document, self.metadata))
        let text = try await Referee.text(of: file)

        #expect(Referee.words(text) == ["Tiếng", "Việt", "có", "dấu"])
        try await Referee.expectArchivable(file)
    }

    @Test func `refuses what cannot be set`() {
        let refused: [(SlipBlock, PDFError.Code)] = [
            (.paragraph(SlipParagraph(["漢字"])), .badText),
            (.code(payload: "", size: 90, beside: []), .badInput),
            (.code(payload: String(repeating: "x", count: 3_000), size: 90, beside: []), .badInput),
            (.code(payload: "x", size: .nan, beside: []), .badInput),
            (.code(payload: "x", size: 400, beside: []), .tooLarge),
            (.table(SlipTable(columns: [], rows: [])), .badInput),
            (.table(SlipTable(columns: [.init("A"), .init("B", weight: 0)], rows: [])), .badInput),
            (.table(SlipTable(columns: [.init("A")], rows: [["1", "2"]])), .badInput),
            (.columns(left: [SlipParagraph([SlipRun(String(repeating: "a\n", count: 100))])], right: [], leftShare: 0.5), .tooLarge),
            (.paragraph(SlipParagraph([SlipRun(String(repeating: "a\n", count: 20_000))])), .tooLarge),
        ]
        for (block, code) in refused {
            #expect(throws: PDFError(code: code, message: "")) {
                try self.writer.write(SlipDocument(paper: .a5, blocks: [block]), self.metadata)
            }
        }
        #expect(throws: PDFError(code: .badInput, message: "")) {
            try self.writer.write(SlipDocument(paper: .a5, fontSize: .infinity, blocks: []), self.metadata)
        }
    }
}
