/// One sentence in both languages, Vietnamese first.
struct Words: Hashable, Sendable, CustomStringConvertible {
    let vietnamese: String
    let english: String

    init(_ vietnamese: String, _ english: String) {
        self.vietnamese = vietnamese
        self.english = english
    }

    /// Both in one line.
    var description: String { self.vietnamese == self.english ? self.vietnamese : "\(self.vietnamese) / \(self.english)" }
}
