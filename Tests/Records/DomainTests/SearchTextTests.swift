import Clocks
import RecordsDomain
import Testing

/// What somebody typed into a search field.
@Suite struct SearchTextTests {
    @Test(arguments: [
        ("giao đất", ["giao", "đất"]), ("\"giao đất\" 2026", ["giao đất", "2026"]), ("“cấp đổi” giấy", ["cấp đổi", "giấy"]),
        ("12/QĐ-UBND", ["12/QĐ-UBND"]), ("\"mở mà không đóng", ["mở mà không đóng"]), ("", []), ("   \n\t", []),
        ("\"\" \"  \" - / !!", []), ("a OR -b | (c) & !d :* '", ["a", "OR", "-b", "(c)", "!d"]),
    ])
    func `R9 words and phrases are told apart, and signs alone look for nothing`(text: String, terms: [String]) throws {
        #expect(try SearchText(text).terms == terms)
    }

    @Test func `R9 what is too long or holds NUL is refused`() throws {
        #expect(throws: RecordsRefusal.self) { try SearchText(String(repeating: "a", count: 501)) }
        #expect(throws: RecordsRefusal.self) { try SearchText("a\0b") }
        #expect(try SearchText(String(repeating: "a", count: 500)).terms.count == 1)
    }

    @Test func `R9 nothing between the quotation marks can end them`() throws {
        let text = try SearchText("a\"b\\\" OR c")

        #expect(text.quoted.filter { $0 == "\"" }.count == 2 * text.terms.count)
        #expect(text.terms.allSatisfy { !$0.contains("\"") })
    }

    @Test(arguments: [
        "", "1", "1.2", "3.0.00000000-0000-7000-8000-000000000001", "1.x.00000000-0000-7000-8000-000000000001",
        "1.-1.00000000-0000-7000-8000-000000000001", "1.9223372036854775807.00000000-0000-7000-8000-000000000001", "1.2.3.4",
    ])
    func `a place that no answer gave is none`(text: String) {
        #expect(SearchPlace(text) == nil)
    }

    @Test func `a place comes back as it was given`() throws {
        let id = try #require(Identifier("01930000-0000-7000-8000-00000000000a"))
        let place = SearchPlace(part: .bare, storedAt: UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_123), document: id)

        #expect(SearchPlace(place.text) == place)
    }
}
