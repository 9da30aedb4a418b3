import Testing

@testable import OCR

/// Marks that are no letters, and what lies over print.
@Suite(.timeLimit(.minutes(10))) struct PrintedMarksTests {
    @Test(arguments: [
        ("|27/10/2021", "27/10/2021"), ("_Giới", "Giới"), ("Nữ|_", "Nữ"), ("TT-BNV", "TT-BNV"), ("a|b_c", "a|b_c"),
    ])
    func `rules of tables are no part of a word`(read: String, expected: String) {
        #expect(PrintedMarks.word(read) == expected)
    }

    @Test(arguments: ["|", "__", "|_|", ""])
    func `what is only a rule is no word`(read: String) {
        #expect(PrintedMarks.word(read) == nil)
    }

    @Test func `the dash of a list and the two of square metres are told by their places`() {
        #expect(PrintedMarks.inLine("~", after: nil) == "-")
        #expect(PrintedMarks.inLine("~", after: "từ") == "~")
        #expect(PrintedMarks.inLine("m?;", after: "78,0") == "m²;")
        #expect(PrintedMarks.inLine("m?", after: "Diện") == "m?")
        #expect(PrintedMarks.inLine("m?x", after: "78,0") == "m?x")
    }

    @Test(arguments: [
        ("01-decision", ["Tạ", "Kiều", "Thoa"]), ("03-letter", ["Tạ", "Hữu", "Toại"]), ("04-letter", ["Bùi", "Đăng", "Khuê"]),
    ])
    func `R30 the name that seal and signature lie on is read`(id: String, name: [String]) async throws {
        let sample = try #require(Samples.good.first { $0.id == id })
        let result = try await Workers.shared.read(path: sample.path, page: 1)

        let lines = result.reading.lines.map { line in line.words.map { $0.text.filter(\.isLetter) } }
        #expect(lines.contains { $0.suffix(3) == name[...] }, "\(lines.suffix(6))")
    }

    @Test func `a line read in another size lies where its print is`() {
        let word = RecognizedWord(text: "a", box: PixelBox(x: 10, y: 20, width: 30, height: 41), confidence: 90)
        let line = RecognizedLine(
            words: [word], baselineStart: PixelPoint(x: 10, y: 60), baselineEnd: PixelPoint(x: 40, y: 61), height: 41, block: 2)

        let scaled = line.scaled(by: 1.5)

        #expect(scaled.words.map(\.box) == [PixelBox(x: 15, y: 30, width: 45, height: 62)])
        #expect(scaled.baselineStart == PixelPoint(x: 15, y: 90) && scaled.baselineEnd == PixelPoint(x: 60, y: 91.5))
        #expect(scaled.height == 62 && scaled.block == 2 && scaled.words.map(\.confidence) == [90])
    }
}
