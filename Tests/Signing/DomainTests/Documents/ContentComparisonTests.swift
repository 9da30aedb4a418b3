import SigningDomain
import Testing

/// What two versions do not share.
@Suite struct ContentComparisonTests {
    private func compare(_ before: [String], _ after: [String]) -> [ContentComparison.Difference] {
        func lines(_ texts: [String]) -> [DocumentContent.Line] {
            texts.enumerated().map { DocumentContent.Line(place: "blocks[\($0 + 1)]", text: $1) }
        }
        return ContentComparison(earlier: lines(before), later: lines(after)).differences
    }

    @Test func `R50 equal versions have no difference`() {
        #expect(self.compare(["a", "b"], ["a", "b"]) == [])
        #expect(self.compare([], []) == [])
    }

    @Test func `R50 a changed word shows within its paragraph`() {
        let found = self.compare(["giữ nguyên", "hạn nộp là ngày 10"], ["giữ nguyên", "hạn nộp là ngày 15 tới"])

        #expect(found.map(\.kind) == [.changed] && found.map(\.place) == ["blocks[2]"])
        #expect(found.first?.pieces.map(\.kind) == [.same, .removed, .added])
        #expect(found.first?.pieces.map(\.text) == ["hạn nộp là ngày", "10", "15 tới"])
    }

    @Test func `R50 paragraphs that came and went are told apart from those that moved along`() {
        let found = self.compare(["một", "hai", "ba"], ["không", "một", "ba", "bốn"])

        #expect(found.map(\.kind) == [.added, .removed, .added])
        #expect(found.map(\.place) == ["blocks[1]", "blocks[2]", "blocks[4]"])
    }

    @Test(arguments: 0..<40) func `R50 the pieces give back both versions`(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let words = ["a", "b", "c"]
        func text() -> [String] {
            (0..<next(7)).map { _ in (0...next(5)).map { _ in words[next(3)] }.joined(separator: " ") }
        }
        let before = text(), after = text()

        let found = self.compare(before, after)

        func side(_ kept: Set<ContentComparison.Piece.Kind>) -> [String] {
            found.flatMap(\.pieces).filter { kept.contains($0.kind) }.flatMap { $0.text.split(separator: " ").map(String.init) }.sorted()
        }
        // What is not told as a difference is in both: taking it away from each side leaves the pieces.
        var gone: [String] = [], come: [String] = []
        for step in after.difference(from: before) {
            switch step {
            case .remove(_, let text, _): gone += text.split(separator: " ").map(String.init)
            case .insert(_, let text, _): come += text.split(separator: " ").map(String.init)
            }
        }
        #expect(side([.same, .removed]) == gone.sorted())
        #expect(side([.same, .added]) == come.sorted())
    }
}
