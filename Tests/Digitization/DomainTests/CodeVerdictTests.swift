import DigitizationDomain
import Testing

@Suite struct CodeVerdictTests {
    static let code = "H30.1-260305-0001|2.000488|097176703494|Giấy khai sinh"

    static func verdict(_ payloads: [String], _ fields: [(String, String)], owner: String = "097176703494") -> CodeVerdict {
        CodeVerdict(
            payloads: payloads, layout: .standard, fields: fields.map { PaperField(name: $0.0, value: $0.1, confidence: 90) },
            ownerID: owner)
    }

    @Test func `R30 a code that says the same as the paper agrees, spaces and stops aside`() {
        #expect(Self.verdict([Self.code], [("personalId", "097 176 703 494")]) == .agrees)
        #expect(Self.verdict([" H1 | 2 | 097176703494 | x "], []) == .agrees)
    }

    @Test func `R30 a code that names another person contradicts, with both values`() {
        #expect(
            Self.verdict([Self.code], [("personalId", "097176703499")])
                == .contradicts([CodeContradiction(field: "personalId", inCode: "097176703494", onPaper: "097176703499")]))
        #expect(
            Self.verdict([Self.code], [], owner: "001176703494")
                == .contradicts([CodeContradiction(field: "ownerId", inCode: "097176703494", onPaper: "001176703494")]))
    }

    @Test func `R30 no code is absent, another code is unknown, and the first that fits counts`() {
        #expect(Self.verdict([], []) == .absent)
        #expect(Self.verdict(["https://example.vn/x"], []) == .unknownContent)
        #expect(Self.verdict(["a|b||d"], []) == .unknownContent)
        #expect(Self.verdict([""], []) == .unknownContent)
        #expect(Self.verdict(["https://example.vn/x", Self.code], []) == .agrees)
        #expect(Self.verdict([String(repeating: "|", count: 4000)], []) == .unknownContent)
    }

    @Test func `R30 a contradicting code asks for a second person on a high-risk kind`() {
        let fields = [PaperField(name: "personalId", value: "097176703499", confidence: 99)]
        let policy = ConfirmationPolicy(ConfirmationRule.standard)
        let verdict = Self.verdict([Self.code], [("personalId", "097176703499")])

        let doubts = policy.doubts(paperType: "birth", proposals: fields, confirmed: fields, verdict: verdict)

        #expect(doubts == [FieldDoubt(field: "personalId", reason: .contradictsCode, other: "097176703494", confidence: 99)])
        #expect(policy.doubts(paperType: "licence", proposals: fields, confirmed: fields, verdict: verdict).isEmpty)
    }
}
