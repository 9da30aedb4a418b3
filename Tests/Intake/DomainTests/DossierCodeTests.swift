import Clocks
import IntakeDomain
import Testing

@Suite struct DossierCodeTests {
    @Test(arguments: [
        (1, "H99.21-261121-0001"), (975, "H99.21-261121-0975"), (9_999, "H99.21-261121-9999"),
        (10_000, "H99.21-261121-10000"), (9_999_999, "H99.21-261121-9999999"),
    ])
    func `R10 the ordinal has four digits and widens`(ordinal: Int, text: String) throws {
        let day = try #require(VietnamDate(iso8601: "2026-11-21"))

        #expect(try DossierCode(issuedBy: "H99.21", on: day, ordinal: ordinal).text == text)
        #expect(try DossierCode(text).text == text)
    }

    @Test(arguments: [0, -1, 10_000_000, Int.min])
    func `R10 refuses an ordinal out of range`(ordinal: Int) throws {
        let day = try #require(VietnamDate(iso8601: "2026-11-21"))

        #expect(throws: DossierCodeError.ordinalOutOfRange(ordinal)) {
            try DossierCode(issuedBy: "H99.21", on: day, ordinal: ordinal)
        }
    }

    @Test(arguments: [
        "H15.50.05.13-261008-0975", "000.00.18.H23-250130-0007", "G22-261008-220001", "H99-000101-1234567",
    ])
    func `R11 reads codes of portals and ministries as they came`(text: String) throws {
        #expect(try DossierCode(text).text == text)
        #expect(try DossierCode(foreign: text).text == text)
    }

    @Test(arguments: [
        ("", DossierCodeError.notThreeParts), ("H99.21", .notThreeParts), ("H99.21-261121-0001-2", .notThreeParts),
        ("-261121-0001", .agencyCodeMalformed), ("h99-261121-0001", .agencyCodeMalformed),
        ("H99..1-261121-0001", .agencyCodeMalformed), ("H99 -261121-0001", .agencyCodeMalformed),
        ("H99-261321-0001", .dayMalformed), ("H99-260230-0001", .dayMalformed), ("H99-26112-0001", .dayMalformed),
        ("H99-+61121-0001", .dayMalformed), ("H99-261121-001", .ordinalMalformed),
        ("H99-261121-00010001", .ordinalMalformed), ("H99-261121-00a1", .ordinalMalformed),
        ("H99-261121-٠٠٠١", .ordinalMalformed), (String(repeating: "9", count: 1_000_000), .tooLong),
    ])
    func `refuses what is not a dossier code`(text: String, error: DossierCodeError) {
        #expect(throws: error) { try DossierCode(text) }
    }

    @Test(arguments: [
        ("", DossierCodeError.empty), ("a b", .characterNotPermitted(" ")), ("x\u{0}", .characterNotPermitted("\u{0}")),
        ("<script>", .characterNotPermitted("<")), (String(repeating: "A", count: 65), .tooLong),
    ])
    func `R11 refuses a foreign code that cannot be printed`(text: String, error: DossierCodeError) {
        #expect(throws: error) { try DossierCode(foreign: text) }
    }
}
