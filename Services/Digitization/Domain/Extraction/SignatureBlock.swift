/// Who signed a paper: the position in capitals and, below it and below the signature, the name.
///
/// Source: ND 30/2020, Appendix I, part I, II.7: the block stands at the lower right, the position in capitals, the name in
/// upright bold type with capitals at the beginning of its words; `KT.`, `TL.`, `TM.`, `TUQ.` stand on the line above.
struct SignatureBlock {
    /// Positions whose holders sign; others come with the rules of a paper type.
    static let positions = [
        "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Phó Giám đốc", "Tổng Giám đốc", "Phó Tổng Giám đốc", "Trưởng phòng", "Phó Trưởng phòng",
        "Trưởng ban", "Phó Trưởng ban", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Chánh Thanh tra", "Chi cục trưởng",
        "Phó Chi cục trưởng", "Cục trưởng", "Phó Cục trưởng", "Bộ trưởng", "Thứ trưởng", "Trưởng Công an", "Hiệu trưởng",
        "Công chức Tư pháp - Hộ tịch", "Trưởng thôn",
    ]
    /// Least and most words of a name.
    private static let lengths = 2...6
    /// How far below the position the name may stand. Unit: heights of the position's print.
    private static let reach = 16
    /// Mean confidence below which letters of a seal are taken for no name. Range: `0...100`.
    private static let leastConfidence = 40.0

    /// The words of the position.
    let position: [LabelledText.Word]
    /// The words of the name; empty when none was read.
    let name: [LabelledText.Word]

    /// Finds the last block of a paper.
    ///
    /// - Parameters:
    ///   - lines: The recognised lines.
    ///   - positions: Positions as printed; accents and case do not matter.
    /// - Returns: nil when no position stands by itself in capitals.
    init?(_ lines: [[LabelledText.Word]], positions: [String]) {
        let phrases = positions.map(Folding.words).filter { !$0.isEmpty }
        let columns = lines.flatMap(Self.columns)
        let found = columns.filter { column in
            column.allSatisfy { !$0.clean.contains(where: \.isLowercase) } && phrases.contains { Self.isSame(column, $0) }
        }
        guard let position = found.max(by: { Self.top($0) < Self.top($1) }) else { return nil }
        self.position = position
        let below = columns.filter { Self.isName($0) && Self.stands($0, below: position) }
        self.name = below.min { Self.top($0) < Self.top($1) } ?? []
    }

    /// The parts of a line between wide gaps.
    private static func columns(_ line: [LabelledText.Word]) -> [[LabelledText.Word]] {
        var columns: [[LabelledText.Word]] = []
        for word in line.filter({ $0.clean.contains(where: \.isLetter) }) {
            if let last = columns.last?.last, !LabelledText.isGap(last, word) {
                columns[columns.count - 1].append(word)
            } else {
                columns.append([word])
            }
        }
        return columns
    }

    private static func isSame(_ words: [LabelledText.Word], _ phrase: [String]) -> Bool {
        words.count == phrase.count && zip(words, phrase).allSatisfy { Folding.matches($0.folded, $1) }
    }

    private static func isName(_ words: [LabelledText.Word]) -> Bool {
        guard self.lengths.contains(words.count) else { return false }
        let confidence = words.reduce(0) { $0 + $1.word.confidence } / Double(words.count)
        return confidence >= self.leastConfidence
            && words.allSatisfy { word in
                let letters = word.clean.filter { !".,;:-'`".contains($0) }
                return letters.count >= 2 && letters.allSatisfy(\.isLetter) && letters.first?.isUppercase == true
                    && letters.dropFirst().allSatisfy(\.isLowercase)
            }
    }

    /// Whether words stand below others, in their column and not too far.
    private static func stands(_ words: [LabelledText.Word], below others: [LabelledText.Word]) -> Bool {
        let (upper, lower) = (self.top(others), self.top(words))
        let height = others.map(\.word.height).max() ?? 0
        let (centre, middle) = ((self.left(words) + self.right(words)) / 2, (self.left(others) + self.right(others)) / 2)
        let half = max(self.right(others) - self.left(others), 4 * height)
        return words.first?.page == others.first?.page && lower > upper + height / 2 && lower - upper <= self.reach * height
            && abs(centre - middle) <= half
    }

    private static func top(_ words: [LabelledText.Word]) -> Int {
        (words.first?.page ?? 0) * 1_000_000 + (words.map(\.word.top).min() ?? 0)
    }

    private static func left(_ words: [LabelledText.Word]) -> Int { words.first?.word.left ?? 0 }

    private static func right(_ words: [LabelledText.Word]) -> Int { words.last?.right ?? 0 }
}
