import Testing

@testable import OCR

/// Two readings of one line.
@Suite(.timeLimit(.minutes(10))) struct LineReaderTests {
    private static func line(_ words: [(String, Double)], width: Int = 50) -> [RecognizedWord] {
        words.enumerated().map { index, word in
            RecognizedWord(text: word.0, box: PixelBox(x: index * 60, y: 0, width: width, height: 30), confidence: word.1)
        }
    }

    @Test func `R30 where both readings see the same words, each comes from the surer one`() {
        let first = Self.line([("xã", 95), ("Cấm", 70), ("Lâm", 92)])
        let second = Self.line([("xá", 60), ("Cẩm", 88), ("Lâm", 92)])

        #expect(LineReader.surer(first, second).map(\.text) == ["xã", "Cẩm", "Lâm"])
    }

    @Test func `where they see other words the surer line is kept whole, weighted by letters`() {
        let first = Self.line([("Lưu:", 50), ("VT", 50)])
        let second = Self.line([("-", 20), ("Lưu:", 90), ("VT", 90)])

        #expect(LineReader.surer(first, second) == second)
        #expect(LineReader.surer(second, first) == second)
    }

    @Test func `as many words in other places are other words`() {
        let first = Self.line([("a", 90), ("b", 40)])
        let shifted = first.map {
            RecognizedWord(text: "x", box: PixelBox(x: $0.box.x + 40, y: 0, width: 50, height: 30), confidence: 50)
        }

        #expect(LineReader.surer(first, shifted) == first)
    }

    @Test func `R30 a page is read better where doubtful lines are read again with the larger model`() async throws {
        let sample = try #require(Samples.good.first { $0.id == "11-minutes" })
        var configuration = Workers.configuration(workers: 1)
        configuration.settings.secondLanguage = ""
        let once = RecognitionPool(configuration)
        defer { once.shutDown() }
        var rates: [Double] = []
        for pool in [once, Workers.shared] {
            let lines = try await pool.read(path: sample.path, page: 1).reading.lines.map(\.text)
            rates.append(CharacterErrors.rate(truth: try sample.truth(), recognised: lines))
        }

        #expect(rates[1] < rates[0], "\(rates)")
    }

    @Test func `a second reading that finds nothing changes nothing`() {
        let first = Self.line([("Số", 10)])

        #expect(LineReader.surer(first, []) == first)
    }
}
