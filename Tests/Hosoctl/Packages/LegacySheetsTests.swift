import Foundation
import HosoProto
import Testing

@testable import Hosoctl

struct LegacySheetsTests {
    private static let records = "\u{FEFF}Mã hồ sơ;Tiêu đề;Thời hạn bảo quản\r\nP1.01;Hồ sơ một;20 năm\r\nP1.02;Hồ sơ hai;Vĩnh viễn\r\n"
    private static let documents =
        "Mã hồ sơ,STT,Tên loại,Trích yếu,Tệp\nP1.01,2,Công văn,\"Về, việc\",\nP1.02,1,Quyết định,Giao đất,quet.pdf\nP1.01,1,Tờ trình,Xin,\n"

    @Test func `R58 documents come to their records, with their rows and the names of their files`() throws {
        let sheets = try LegacySheets(records: Array(Self.records.utf8), documents: Array(Self.documents.utf8))

        #expect(sheets.records.map(\.code) == ["P1.01", "P1.02"])
        let first = try #require(sheets.records.first)
        #expect(first.values.contains { $0.column == "Tiêu đề" && $0.value == "Hồ sơ một" })
        #expect(first.documents.map(\.fileName) == ["P1.01.0000002.pdf", "P1.01.0000001.pdf"])
        #expect(first.documents.map(\.document.row) == [2, 4])
        #expect(first.documents.first?.document.values.contains { $0.column == "Trích yếu" && $0.value == "Về, việc" } == true)
        let second = try #require(sheets.records.last)
        #expect(second.documents.map(\.fileName) == ["quet.pdf"])
        #expect(second.documents.first?.document.values.contains { $0.column == "Tệp" } == false)
    }

    @Test(arguments: ["Mã hồ sơ,STT\nP9,1\n", "Mã hồ sơ,STT\n\"P1.01,1\n", "Mã hồ sơ\u{0},STT\n"])
    func `R58 a stray document and a sheet that cannot be read are told`(_ documents: String) {
        #expect(throws: CommandFailure.self) {
            try LegacySheets(records: Array(Self.records.utf8), documents: Array(documents.utf8))
        }
    }
}
