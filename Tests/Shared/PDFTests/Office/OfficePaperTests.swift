import Clocks
import Foundation
import PDF
import Testing

/// The layout of Decree 30/2020, appendix I, judged by programs of others.
@Suite struct OfficePaperTests {
    let metadata = PDFAMetadata(title: "Quyết định", createdAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest)
    let fonts: SlipFonts
    let writer: SlipWriter

    init() throws {
        self.fonts = try .liberationSerif()
        self.writer = SlipWriter(fonts: self.fonts)
    }

    static func decision(paragraphs: Int = 2) -> OfficePaper {
        OfficePaper(
            parentAgency: "Ủy ban nhân dân tỉnh Hồng Sơn", agency: "Sở Nội vụ", notation: "/QĐ-SNV", place: "Hồng Sơn", year: 2026,
            urgency: "KHẨN", typeName: "Quyết định", subject: "Về việc phân công công tác của Ban Giám đốc",
            basis: ["Căn cứ Luật Tổ chức chính quyền địa phương", "Theo đề nghị của Chánh Văn phòng"],
            blocks: [.centred("QUYẾT ĐỊNH:")]
                + (1...paragraphs).map {
                    .paragraph(
                        lead: "Điều \($0).",
                        text: "Phân công nhiệm vụ đối với các đồng chí trong Ban Giám đốc Sở Nội vụ, cụ thể như sau theo Phụ lục kèm theo Quyết định này.")
                }
                + [.table(SlipTable(columns: [.init("TT"), .init("Họ và tên", weight: 4)], rows: [["1", "Trần Văn Bình"]]))],
            authority: ["KT. Giám đốc", "Phó Giám đốc"], signer: "Nguyễn Thị Hương",
            recipients: ["Như Điều 2", "Ủy ban nhân dân tỉnh (để báo cáo)", "Lưu: VT, CCVC"],
            contact: ["Địa chỉ: 01 đường Hoàng Diệu, tỉnh Hồng Sơn. Điện thoại: 0900 000 001"],
            annexes: [.init(name: "Phụ lục", title: "Phân công nhiệm vụ", blocks: [.heading("I. Giám đốc"), .paragraph(lead: "", text: "Phụ trách chung.")])])
    }

    private func set(_ paper: OfficePaper, _ rules: OfficeRules = .decree) throws -> SlipFile {
        try self.writer.typeset(paper.document(rules), self.metadata)
    }

    @Test func `R33 a decision is sound PDF-A with its components in their order`() async throws {
        let set = try self.set(Self.decision())

        let file = try TemporaryFile(set.bytes, "decision.pdf")
        try await Referee.expectSound(file)
        try await Referee.expectArchivable(file, violationsOnly: true)
        // Preflight knows part 1 alone, which asks for a list of glyphs that part 2 leaves out (ISO 19005-2, 6.2.11.4.2).
        let findings = try await Referee.preflight(set.bytes).filter { !$0.contains("CIDSet entry is missing") }
        #expect(findings == [])
        #expect(set.pageCount == 2)
        let text = Referee.words(try await Referee.text(of: file, ["-raw"])).joined(separator: " ")
        for phrase in [
            "ỦY BAN NHÂN DÂN TỈNH HỒNG SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "KHẨN", "QUYẾT ĐỊNH",
            "Về việc phân công công tác", "địa phương;", "Chánh Văn phòng.", "Điều 1. Phân công", "KT. GIÁM ĐỐC", "Nơi nhận:", "- Như Điều 2;",
            "- Lưu: VT, CCVC.", "Nguyễn Thị Hương", "Số: /QĐ-SNV", "Hồng Sơn, ngày tháng năm 2026", "(Kèm theo Quyết định số /QĐ-SNV",
        ] {
            #expect(text.contains(phrase), "\(phrase) is not in: \(text)")
        }
    }

    @Test func `R33 text stands within the margins of the decree and its lines reach both`() async throws {
        var paper = Self.decision()
        let text = String(repeating: "Phân công nhiệm vụ đối với các đồng chí trong Ban Giám đốc theo Phụ lục kèm theo. ", count: 6)
        paper.blocks = (1...20).map { .paragraph(lead: "Điều \($0).", text: text) }
        let file = try TemporaryFile(self.set(paper).bytes, "long.pdf")

        let table = try await Referee.run("pdftotext", ["-tsv", file.path, "-"]).output
        let words = table.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
            .filter { $0.count >= 12 && $0[0] == "5" }
        let scale = 72 / 25.4
        let rights = words.compactMap { row in Double(row[6]).flatMap { left in Double(row[8]).map { left + $0 } } }
        #expect(words.compactMap { Double($0[6]) }.allSatisfy { $0 >= 30 * scale - 0.5 })
        let edge = 595.28 - 15 * scale
        #expect(rights.allSatisfy { $0 <= edge + 0.5 })
        #expect(rights.filter { abs($0 - edge) < 0.5 }.count >= 80, "lines do not reach the right margin")
        // Page numbers begin on the second page, in the middle above the text.
        let first = Referee.words(try await Referee.text(of: file, ["-f", "2", "-l", "2"])).first
        #expect(first == "2")
        #expect(Referee.words(try await Referee.text(of: file, ["-f", "1", "-l", "1"])).first != "1")
    }

    @Test func `R34 number and date are filled in behind the document, which stays PDF-A`() async throws {
        let set = try self.set(Self.decision())
        let values = OfficePaper.values(number: "05/QĐ-SNV", place: "Hồng Sơn", year: 2026, month: 2, day: 3)

        let filled = try PDFBlanks.fill(set.bytes, values, fonts: self.fonts)

        #expect(filled.starts(with: set.bytes))
        let file = try TemporaryFile(filled, "numbered.pdf")
        try await Referee.expectSound(file)
        try await Referee.expectArchivable(file, violationsOnly: true)
        let text = Referee.words(try await Referee.text(of: file, ["-raw"])).joined(separator: " ")
        #expect(text.contains("Số: 05/QĐ-SNV") && text.contains("Hồng Sơn, ngày 03 tháng 02 năm 2026"), "\(text)")
        #expect(!text.contains("Số: /QĐ-SNV H"))
        #expect(try PDFBlanks.open(in: set.bytes) == [OfficePaper.Place.number, OfficePaper.Place.date])
        #expect(try PDFBlanks.open(in: filled) == [])
        #expect(throws: PDFError(code: .fieldTaken, message: "")) { try PDFBlanks.fill(filled, values, fonts: self.fonts) }
    }

    @Test func `R34 blanks that are not there or too narrow are refused`() throws {
        let set = try self.set(Self.decision())
        let slip = try self.writer.write(SlipDocument(paper: .a5, blocks: [.space(1)]), self.metadata)
        let long = String(repeating: "Số: 05/QĐ-SNV ", count: 20)

        #expect(throws: PDFError(code: .badInput, message: "")) { try PDFBlanks.fill(slip, ["so_ky_hieu": "1"], fonts: self.fonts) }
        #expect(throws: PDFError(code: .badInput, message: "")) { try PDFBlanks.fill(set.bytes, ["x": "1"], fonts: self.fonts) }
        #expect(throws: PDFError(code: .badInput, message: "")) { try PDFBlanks.fill(set.bytes, ["so_ky_hieu": long], fonts: self.fonts) }
        #expect(throws: PDFError(code: .badText, message: "")) { try PDFBlanks.fill(set.bytes, ["so_ky_hieu": "漢"], fonts: self.fonts) }
        #expect(throws: PDFError.self) { try PDFBlanks.fill(Array(set.bytes.prefix(900)), ["so_ky_hieu": "1"], fonts: self.fonts) }
    }

    @Test func `R33 the place of the signature is between title and name`() async throws {
        let set = try self.set(Self.decision())
        let place = try #require(set.places.first { $0.name == OfficePaper.Place.signature })

        let file = try TemporaryFile(set.bytes)
        let boxes = try await Referee.run("pdftotext", ["-tsv", "-f", "1", "-l", "1", file.path, "-"]).output.split(separator: "\n")
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }.filter { $0.count >= 12 && $0[0] == "5" }
        let hits = boxes.filter { row in
            guard let left = Double(row[6]), let top = Double(row[7]), let width = Double(row[8]), let height = Double(row[9]) else { return false }
            let word = PDFRectangle(left, 841.89 - top - height, left + width, 841.89 - top)
            return word.intersection(place.rectangle) != nil
        }
        #expect(place.pageIndex == 0 && place.rectangle.height > 60)
        #expect(hits.isEmpty, "\(hits)")
        #expect(set.linesAbove.allSatisfy { $0 >= 0 })
    }

    @Test func `R33 an official letter bears its summary below the number and no title`() async throws {
        var letter = Self.decision()
        letter.typeName = ""
        letter.notation = "/SNV-VP"
        letter.subject = "phối hợp kiểm tra"
        letter.addressees = ["Sở Xây dựng", "Ủy ban nhân dân các xã, phường"]
        letter.basis = []

        let text = Referee.words(try await Referee.text(of: TemporaryFile(self.set(letter).bytes), ["-raw"])).joined(separator: " ")

        #expect(text.contains("V/v phối hợp kiểm tra"))
        #expect(text.contains("Kính gửi: - Sở Xây dựng; - Ủy ban nhân dân các xã, phường."))
        #expect(!text.contains("QUYẾT ĐỊNH Về"))
    }

    @Test func `R33 the measures that come with the suite are the decree's, others are named`() {
        #expect(OfficeRules.decree.faults.isEmpty)
        var rules = OfficeRules.decree
        rules.leftMillimetres = 20
        rules.bodySize = 12
        #expect(rules.faults.map(\.name) == ["leftMillimetres", "bodySize"])
    }

    @Test func `refuses what cannot be set, and ends`() {
        let hostile: [(inout OfficePaper) -> Void] = [
            { $0.subject = "漢字" },
            { $0.notation = String(repeating: "/QĐ", count: 200) },
            { $0.recipients = Array(repeating: "Sở", count: 2_000) },
            { $0.blocks = Array(repeating: .paragraph(lead: "", text: String(repeating: "a ", count: 3_000)), count: 500) },
            { $0.blocks = [.table(SlipTable(columns: [], rows: []))] },
        ]
        for change in hostile {
            var paper = Self.decision()
            change(&paper)
            #expect(throws: PDFError.self) { try self.set(paper) }
        }
        var plain = Self.decision()
        plain.subject = "\u{0}\u{1}(((\\ <script> %% \u{202E}".replacingOccurrences(of: "\u{202E}", with: "")
        #expect(throws: Never.self) { try self.set(plain) }
    }
}
