import DigitizationDomain
import Foundation
import Testing

@Suite struct KnownNamesTests {
    private static let names = KnownNames([
        .init(source: "Danh bạ cơ quan", fields: ["organName", "addressee"], names: ["Ủy ban nhân dân xã Đồng Tâm", "Ủy ban nhân dân xã Đông Tâm", "Sở Nội vụ", "Sở Xây dựng"]),
        .init(source: "Người ký", fields: ["signerName"], names: ["Nguyễn Thị Hường", "Trần Văn Đức", "Lê Hoàng Nam"]),
    ])

    private func suggestion(_ field: String, _ value: String) -> FieldSuggestion? {
        let found = Self.names.suggestions(for: [PaperField(name: field, value: value, confidence: 60)])
        return found.first
    }

    @Test(arguments: [
        ("signerName", "Nguyên Thị Hương", "Nguyễn Thị Hường", 93), ("signerName", "TRẦN VĂN ĐÚC", "Trần Văn Đức", 95),
        ("signerName", "Lê Hoàng  Nan", "Lê Hoàng Nam", 91), ("organName", "SỜ NỘI VỤ", "Sở Nội vụ", 94), ("addressee", "Sở Xây dụng", "Sở Xây dựng", 95),
    ])
    func `R30 a name read with wrong marks or a wrong letter brings the known one, with its likeness and source`(
        field: String, read: String, known: String, likeness: Int
    ) {
        let found = self.suggestion(field, read)

        #expect(found?.value == known && found?.field == field && found?.likeness == likeness)
        #expect(found?.source == (field == "signerName" ? "Người ký" : "Danh bạ cơ quan"))
    }

    @Test(arguments: [
        ("signerName", "Trần Văn Đức"), ("signerName", "trần  văn đức"), ("signerName", "Phạm Minh Tuấn"), ("signerName", "Nam"), ("signerName", ""),
        ("fullName", "Nguyên Thị Hương"), ("organName", "Ủy ban nhân dân xã Đổng Tâm"), ("signerName", String(repeating: "a", count: 201)),
    ])
    func `R30 what is known already, like none, like two, or of another field brings nothing`(field: String, read: String) {
        #expect(self.suggestion(field, read) == nil)
    }

    @Test func `R30 what was read stays as it was read`() {
        let read = [PaperField(name: "signerName", value: "Nguyên Thị Hương", confidence: 60), PaperField(name: "organName", value: "Bộ Nội vụ", confidence: 90)]

        #expect(Self.names.suggestions(for: read).map(\.field) == ["signerName", "organName"])
        #expect(KnownNames().suggestions(for: read).isEmpty)
    }

    @Test func `R30 a name that stands in two lists is no doubt`() {
        let twice = KnownNames([
            .init(source: "một", fields: ["signerName"], names: ["Lê Hoàng Nam"]), .init(source: "hai", fields: ["signerName"], names: ["Lê Hoàng Nam"]),
        ])

        let found = twice.suggestions(for: [PaperField(name: "signerName", value: "Lê Hoang Nam", confidence: 60)])

        #expect(found.map(\.source) == ["một"])
    }

    @Test func `R30 the lists that come with hoso are read, and their fields are those of rules`() throws {
        let root = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_ROOT"])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: root + "/deploy/digitization/known-names.json"))
        let names = try JSONDecoder().decode(KnownNames.self, from: bytes)
        let known = Set(ExtractionRules.standard.flatMap(\.rules).map(\.field))

        #expect(names.lists.allSatisfy { !$0.names.isEmpty && !$0.source.isEmpty && Set($0.fields).isSubset(of: known) })
        #expect(names.lists.contains { $0.fields.contains("signerName") } && names.lists.contains { $0.fields.contains("organName") })
    }
}
