import DigitizationDomain
import Testing

@Suite struct ResultCodeTemplateTests {
    @Test(arguments: [
        ("{ownerId}.{paperTypeCode}.{seq}", "097176703494.KQ.G15.000001.7"), ("{paperTypeCode}-{ownerId}-{seq:4}", "KQ.G15.000001-097176703494-0007"),
        ("VN/{seq:2}/{ownerId}/{paperTypeCode}", "VN/07/097176703494/KQ.G15.000001"),
    ])
    func `R26 a code follows the template and keeps its parts`(template: String, code: String) throws {
        let template = try #require(ResultCodeTemplate(template))

        let made = try template.code(ownerID: "097176703494", paperTypeCode: "KQ.G15.000001", ordinal: 7)

        #expect(made == ResultCode(code: code, ownerID: "097176703494", paperTypeCode: "KQ.G15.000001", ordinal: 7))
    }

    @Test func `R26 the standard template is owner, type, ordinal`() throws {
        #expect(try ResultCodeTemplate.standard == #require(ResultCodeTemplate("{ownerId}.{paperTypeCode}.{seq}")))
    }

    @Test(arguments: [
        "", "{ownerId}", "{ownerId}.{paperTypeCode}", "{ownerId}.{ownerId}.{paperTypeCode}.{seq}", "{ownerId}.{paperTypeCode}.{seq:0}",
        "{ownerId}.{paperTypeCode}.{seq:99}", "{ownerId}.{paperTypeCode}.{seq", "{ownerId}.{paperTypeCode}.{seq}}", "{owner}.{paperTypeCode}.{seq}",
    ])
    func `R26 a template that could give two papers one code is refused`(text: String) {
        #expect(ResultCodeTemplate(text) == nil)
    }

    @Test(arguments: [("", "b", 1), ("a b", "b", 1), ("a", "", 1), ("a", "b/c", 1), ("a", "b", 0), ("á", "b", 1)])
    func `R26 parts that would blur the code are refused`(owner: String, type: String, ordinal: Int64) {
        #expect(throws: PaperError.self) {
            try ResultCodeTemplate.standard.code(ownerID: owner, paperTypeCode: type, ordinal: ordinal)
        }
    }
}
