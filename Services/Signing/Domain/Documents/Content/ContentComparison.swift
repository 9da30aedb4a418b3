/// What two contents do not share, by paragraph and by word.
///
/// Paragraphs, then the words of paragraphs that were replaced in place, are compared by the standard library's
/// difference (Myers).
public struct ContentComparison: Hashable, Sendable {
    /// A piece of a paragraph.
    public struct Piece: Hashable, Sendable {
        /// Whether the later version has it alone, the earlier alone, or both.
        public enum Kind: String, Sendable {
            /// In both.
            case same
            /// In the earlier only.
            case removed
            /// In the later only.
            case added
        }

        /// Kind.
        public let kind: Kind
        /// Words.
        public let text: String
    }

    /// A paragraph that differs.
    public struct Difference: Hashable, Sendable {
        /// How.
        public enum Kind: String, Sendable {
            /// Only the earlier version has it.
            case removed
            /// Only the later version has it.
            case added
            /// It has other words.
            case changed
        }

        /// How.
        public let kind: Kind
        /// Where in the later version; of what was removed, in the earlier.
        public let place: String
        /// The words.
        public let pieces: [Piece]
    }

    /// In the order of the text.
    public let differences: [Difference]

    /// Compares two contents.
    public init(earlier: [DocumentContent.Line], later: [DocumentContent.Line]) {
        let (before, after) = (earlier.map(\.text), later.map(\.text))
        let change = after.difference(from: before)
        let (removed, added) = Self.offsets(of: change)
        var differences: [Difference] = []
        var old = 0, new = 0
        while old < before.count || new < after.count {
            // A run of removals and insertions at one spot: paired in order, they are paragraphs with other words.
            var gone: [Int] = [], come: [Int] = []
            while old < before.count, removed.contains(old) { gone.append(old); old += 1 }
            while new < after.count, added.contains(new) { come.append(new); new += 1 }
            for (left, right) in zip(gone, come) {
                differences.append(
                    Difference(kind: .changed, place: later[right].place, pieces: Self.pieces(before[left], after[right])))
            }
            for left in gone.dropFirst(come.count) {
                differences.append(
                    Difference(kind: .removed, place: earlier[left].place, pieces: [Piece(kind: .removed, text: before[left])]))
            }
            for right in come.dropFirst(gone.count) {
                differences.append(
                    Difference(kind: .added, place: later[right].place, pieces: [Piece(kind: .added, text: after[right])]))
            }
            if gone.isEmpty, come.isEmpty { old += 1; new += 1 }
        }
        self.differences = differences
    }

    private static func pieces(_ before: String, _ after: String) -> [Piece] {
        let old = before.split(separator: " ").map(String.init), new = after.split(separator: " ").map(String.init)
        let change = new.difference(from: old)
        let (removed, added) = Self.offsets(of: change)
        var words: [(Piece.Kind, String)] = []
        var left = 0, right = 0
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                words.append((.removed, old[left]))
                left += 1
            } else if right < new.count, added.contains(right) {
                words.append((.added, new[right]))
                right += 1
            } else {
                words.append((.same, new[right]))
                left += 1
                right += 1
            }
        }
        return words.reduce(into: [Piece]()) { pieces, word in
            if let last = pieces.last, last.kind == word.0 {
                pieces[pieces.count - 1] = Piece(kind: last.kind, text: "\(last.text) \(word.1)")
            } else {
                pieces.append(Piece(kind: word.0, text: word.1))
            }
        }
    }

    /// Where the earlier side lost something, and where the later side got something.
    private static func offsets(of change: CollectionDifference<String>) -> (removed: Set<Int>, added: Set<Int>) {
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for step in change {
            switch step {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        return (removed, added)
    }
}
