/// How far two names are apart: the fewest changes of letters, a wrong mark being half a wrong letter.
enum NameDistance {
    /// A letter that differs, is missing or too many.
    static let whole = 2
    /// A letter with other marks: `ộ` for `ô`, `d` for `đ`.
    private static let mark = 1

    /// A letter with and without its marks.
    struct Letter: Equatable {
        let marked: Character
        let plain: String
    }

    /// The letters of a text in small print; white space is one space.
    static func letters(_ text: String) -> [Letter] {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ").map {
            Letter(marked: $0, plain: Folding.fold(String($0)))
        }
    }

    /// The distance; nil when it is more than `most`.
    ///
    /// - Complexity: O(left × right); rows that cannot come below `most` end it.
    static func between(_ left: [Letter], _ right: [Letter], most: Int) -> Int? {
        guard abs(left.count - right.count) * Self.whole <= most else { return nil }
        var row = (0...right.count).map { $0 * Self.whole }
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = (index + 1) * Self.whole
            var least = row[0]
            for column in right.indices {
                let changed = diagonal + Self.cost(letter, right[column])
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + Self.whole, row[column] + Self.whole)
                least = min(least, row[column + 1])
            }
            guard least <= most else { return nil }
        }
        return row[right.count] <= most ? row[right.count] : nil
    }

    private static func cost(_ left: Letter, _ right: Letter) -> Int {
        if left.marked == right.marked { return 0 }
        return !left.plain.isEmpty && left.plain == right.plain ? Self.mark : Self.whole
    }
}
