import DigitizationDomain
import Testing

/// Who signed, found by where it stands.
@Suite struct SignatureBlockTests {
    /// A paper type whose only fields are those of the signer.
    private static let rules = ExtractionRules(paperTypes: ["x"], rules: ExtractionRules.signer)

    /// A line at a place of the page.
    private static func line(_ text: String, left: Int, top: Int, confidence: Double = 92) -> PaperLine {
        var words: [PaperWord] = []
        var edge = left
        for part in text.split(separator: " ") {
            words.append(PaperWord(text: String(part), confidence: confidence, left: edge, top: top, width: part.count * 15, height: 30))
            edge += part.count * 15 + 10
        }
        return PaperLine(page: 1, words: words)
    }

    private static func fields(_ lines: [PaperLine]) -> [String: String] {
        let fields = FieldExtractor(rules: Self.rules, lines: lines).proposals()
        return Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
    }

    @Test func `R30 the signer is the position in capitals with the name below it, not what stands beside`() {
        let lines = [
            Self.line("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHÚ LẠC", left: 500, top: 300), Self.line("Nơi nhận:", left: 100, top: 1500),
            Self.line("KT. CHỦ TỊCH", left: 1000, top: 1500), Self.line("PHÓ CHỦ TỊCH", left: 1000, top: 1540),
            Self.line("Lưu Văn Thư", left: 100, top: 1600), Self.line("Dương Hữu Toại", left: 990, top: 1720),
        ]

        #expect(Self.fields(lines) == ["signerPosition": "PHÓ CHỦ TỊCH", "signerName": "Dương Hữu Toại"])
    }

    @Test func `R30 letters of a seal are no name, and a name too far below belongs to somebody else`() {
        let position = Self.line("GIÁM ĐỐC", left: 1000, top: 1500)

        #expect(Self.fields([position, Self.line("SỞ NỘI", left: 1000, top: 1600)]) == ["signerPosition": "GIÁM ĐỐC"])
        #expect(Self.fields([position, Self.line("Vụ Sơn", left: 1000, top: 1600, confidence: 20)])["signerName"] == nil)
        #expect(Self.fields([position, Self.line("Tạ Kiều Thoa", left: 1000, top: 2100)])["signerName"] == nil)
        #expect(Self.fields([position, Self.line("Tạ Kiều Thoa", left: 200, top: 1650)])["signerName"] == nil)
    }

    @Test func `R30 a position inside a sentence or in small letters is none`() {
        #expect(Self.fields([Self.line("Giám đốc", left: 100, top: 100), Self.line("Tạ Kiều Thoa", left: 100, top: 200)]).isEmpty)
        #expect(Self.fields([Self.line("CHỦ TỊCH XÃ", left: 100, top: 100), Self.line("Tạ Kiều Thoa", left: 100, top: 200)]).isEmpty)
        #expect(Self.fields([]).isEmpty)
    }

    @Test func `R30 a paper of two pages is signed where its last position stands`() {
        func page(_ number: Int, _ line: PaperLine) -> PaperLine { PaperLine(page: number, words: line.words) }
        let lines = [
            page(1, Self.line("TRƯỞNG PHÒNG", left: 1000, top: 1900)), page(1, Self.line("Lê Văn An", left: 1000, top: 2050)),
            page(2, Self.line("GIÁM ĐỐC", left: 1000, top: 300)), page(2, Self.line("Tạ Kiều Thoa", left: 990, top: 480)),
        ]

        #expect(Self.fields(lines) == ["signerPosition": "GIÁM ĐỐC", "signerName": "Tạ Kiều Thoa"])
    }

    @Test(arguments: ExtractionRules.standard.filter { !["licence", "marital", "minutes"].contains($0.paperTypes[0]) })
    func `R30 every kind an authority signs asks for its signer`(rules: ExtractionRules) {
        #expect(Set(rules.rules.map(\.field)).isSuperset(of: ["signerName", "signerPosition"]))
    }
}
