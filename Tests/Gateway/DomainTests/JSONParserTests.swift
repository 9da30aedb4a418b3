import GatewayDomain
import Testing

@Suite struct JSONParserTests {
    @Test func `reads every kind of value`() throws {
        let value = try JSONParser.parse(Array(#" {"a":[1,-2.5e3,true,false,null],"b":{"c":"Hồ sơ \u0110\ud83d\ude00\n"}} "#.utf8))

        #expect(
            value
                == .object([
                    JSONMember(name: "a", value: .array([.number("1"), .number("-2.5e3"), .bool(true), .bool(false), .null])),
                    JSONMember(name: "b", value: .object([JSONMember(name: "c", value: .string("Hồ sơ Đ😀\n"))])),
                ]))
    }

    @Test(arguments: [
        ("", .unexpected), ("{", .unexpected), ("[1,]", .unexpected), ("{\"a\":1,}", .unexpected), ("{a:1}", .unexpected),
        ("01", .unexpected), ("1.", .unexpected), ("-", .unexpected), ("1e", .unexpected), ("+1", .unexpected),
        ("tru", .unexpected), ("NaN", .unexpected), ("\"abc", .unexpected), ("\"\\x\"", .unexpected), ("1 2", .unexpected),
        ("\"a\nb\"", .unexpected), ("\"\\ud800\"", .loneSurrogate), ("\"\\ud800\\u0041\"", .loneSurrogate),
        ("\"\\udc00\"", .loneSurrogate), ("\"\\u0000\"", .nul), ("\"a\u{0}b\"", .nul), ("\u{0}", .unexpected),
        ("{\"a\":1,\"a\":2}", .duplicateMember), ("\"\\u12\"", .unexpected), ("\u{FEFF}{}", .unexpected),
    ] as [(String, JSONSyntaxError.Reason)])
    func `refuses what is no JSON of ours`(text: String, reason: JSONSyntaxError.Reason) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }

        #expect(error?.reason == reason)
    }

    @Test func `refuses bytes that are not UTF-8`() {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([0x22, 0xC3, 0x28, 0x22]) }

        #expect(error?.reason == .notUTF8)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `ten million opening brackets end at the depth limit`(opening: String) {
        let bytes = Array(String(repeating: opening, count: 10_000_000 / opening.utf8.count).utf8)

        let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(bytes) }

        #expect(error?.reason == .tooDeep)
    }

    @Test func `random bytes are refused or read, never trapped on`() {
        // xorshift with a fixed seed: every run reads the same twenty thousand texts.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next(below limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        let alphabet = Array("{}[]\",:\\u0019dDeE+-.tfn \u{0}é".utf8)
        for _ in 0..<20_000 {
            _ = try? JSONParser.parse((0..<next(below: 24)).map { _ in alphabet[next(below: alphabet.count)] })
        }
    }
}
