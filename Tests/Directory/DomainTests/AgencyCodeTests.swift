import DirectoryDomain
import Testing

@Suite struct AgencyCodeTests {
    @Test(arguments: ["H99", "H99.01", "H23.10.5", "G09.1.2.3.4", "123456789012345678901234567890.ABCD"])
    func `R1 reads dotted paths of any width`(text: String) throws {
        #expect(try AgencyCode(text).description == text)
    }

    @Test(arguments: [("H99.12.07", "H99.12"), ("H99.12", "H99"), ("H99", nil)])
    func `R1 the parent drops the last group`(text: String, parent: String?) throws {
        #expect(try AgencyCode(text).parent?.description == parent)
    }

    @Test(arguments: [
        ("", AgencyCodeError.empty),
        (".", .emptyGroup), ("H99.", .emptyGroup), (".H99", .emptyGroup), ("H99..01", .emptyGroup),
        ("h99", .characterNotPermitted("h")), ("H99-01", .characterNotPermitted("-")),
        ("H99 01", .characterNotPermitted(" ")), ("H99\u{0}", .characterNotPermitted("\u{0}")),
        ("Đ99", .characterNotPermitted("Đ")), ("H٩٩", .characterNotPermitted("٩")),
        ("H99\n", .characterNotPermitted("\n")),
        (String(repeating: "A", count: 36), .tooLong), (String(repeating: "H.", count: 100_000), .tooLong),
    ])
    func `refuses what is not a code`(text: String, error: AgencyCodeError) {
        #expect(throws: error) { try AgencyCode(text) }
    }

    @Test(arguments: [
        ("000.00.00.H99", "H99"), ("000.00.01.H22", "H22.01"), ("000.07.12.H99", "H99.12.07"),
        ("001.07.12.H99", "H99.12.07.001"),
    ])
    func `R2 the old reversed form reads and prints both ways`(old: String, code: String) throws {
        #expect(try AgencyCode(reversed: old).description == code)
        #expect(try AgencyCode(code).reversed == old)
    }

    @Test(arguments: ["H23.10.5", "H99.0A", "H99.00", "G09.1.2.3.4", "ABC", "1H9.01"])
    func `R2 a code that does not fit the old form has none`(code: String) throws {
        #expect(try AgencyCode(code).reversed == nil)
    }

    @Test(arguments: [
        "H22.01", "000.00.01", "000.00.01.H2", "00.00.01.H22", "001.00.01.H22", "000.0A.01.H22", "000.00.01.922",
    ])
    func `R2 refuses what is not the old form`(text: String) {
        #expect(throws: AgencyCodeError.notReversedForm) { try AgencyCode(reversed: text) }
    }
}
