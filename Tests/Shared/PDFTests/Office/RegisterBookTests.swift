import Clocks
import Foundation
import PDF
import Testing

@Suite struct RegisterBookTests {
    let metadata = PDFAMetadata(title: "Sổ", createdAt: UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest)

    let fonts: SlipFonts

    init() throws { self.fonts = try .liberationSerif() }

    private func book(_ rows: [[String]]) -> RegisterBook {
        RegisterBook(
            agency: "Sở Nội vụ", title: "Sổ đăng ký văn bản đi", part: "Từ ngày 01/01/2026 đến ngày 31/12/2026",
            columns: [.init("Số, ký hiệu"), .init("Trích yếu", weight: 3), .init("Ghi chú")], rows: rows)
    }

    @Test func `the book is PDF-A across the page, its heading on every page`() async throws {
        let rows = (1...120).map { ["\($0)/QĐ-SNV", "Quyết định về việc phân công công tác số \($0)", ""] }
        let bytes = try SlipWriter(fonts: fonts).write(self.book(rows).document(fonts: fonts), self.metadata)

        let file = try TemporaryFile(bytes, "register.pdf")
        try await Referee.expectArchivable(file)
        let document = try PDFDocument(bytes: bytes)
        #expect(document.pageCount > 2)
        #expect(try document.page(0).mediaBox.width > document.page(0).mediaBox.height)
        for page in ["1", "2"] {
            #expect(try await Referee.text(of: file, ["-f", page, "-l", page]).contains("Trích yếu"))
        }
        let all = try await Referee.text(of: file)
        #expect((1...120).allSatisfy { all.contains("\($0)/QĐ-SNV") })
    }

    @Test func `a cell as long as it can be is cut, not refused`() throws {
        let rows = [["1", String(repeating: "dài ", count: 5_000), ""]]
        #expect(throws: Never.self) { try SlipWriter(fonts: fonts).write(self.book(rows).document(fonts: fonts), self.metadata) }
    }

    @Test func `a character that no font has does not keep the book from being printed`() async throws {
        let bytes = try SlipWriter(fonts: fonts).write(self.book([["1", "Về 漢字 và 😀", ""]]).document(fonts: fonts), self.metadata)
        let text = Referee.words(try await Referee.text(of: TemporaryFile(bytes)))
        #expect(text.contains("??") && text.contains("và"))
    }
}
