/// The left column at the head of a document, which names the agency and, above it, the one it belongs to.
///
/// Source: ND 30/2020, Appendix I, part I, II.2 (name of the issuing agency).
struct DocumentHead {
    private let lines: [[LabelledText.Word]]

    /// Takes the lines above the document's number, or, without one, above and beside the national motto.
    init(_ lines: [[LabelledText.Word]], endsBefore isNumber: ([LabelledText.Word]) -> Bool) {
        let top = lines.prefix(12)
        let motto = top.firstIndex { $0.contains { $0.folded == "lap" } }.map { $0 + 1 }
        let end = top.firstIndex(where: isNumber) ?? motto ?? 0
        self.lines = top[..<end].map(LabelledText.leftColumn).filter { line in
            guard let first = line.first else { return false }
            // Without a left column, the motto's own lines come first.
            return !["cong", "doc"].contains(first.folded)
        }
    }

    /// The words of the agency's name.
    var issuer: [LabelledText.Word] {
        guard let first = self.lines.first, let last = self.lines.last else { return [] }
        if Self.begins(first, with: ["uy", "ban", "nhan", "dan"]), first.count == 4 { return Array(self.lines.joined()) }
        let isCommittee = first[0].folded == "ubnd" || Self.begins(first, with: ["uy", "ban", "nhan", "dan"])
        // Below a committee stands the agency, on one line or more; below another agency only the last line is sure.
        return isCommittee && self.lines.count > 1 ? Array(self.lines.dropFirst().joined()) : last
    }

    private static func begins(_ words: [LabelledText.Word], with expected: [String]) -> Bool {
        words.count >= expected.count && zip(words, expected).allSatisfy { Folding.matches($0.folded, $1) }
    }
}
