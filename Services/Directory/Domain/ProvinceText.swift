/// One text of the data of a province, with what it is and where it was handed in.
struct ProvinceText: Hashable, Sendable {
    let text: String
    /// Longest length. Unit: characters, not bytes (R9).
    let limit: Int
    /// What the text is, for the person who keeps the data.
    let what: String
    /// Where it stands in what was handed in, such as `people[3].posts[0].title`.
    let place: String

    /// Whether it is there, not too long and without control characters.
    var isWellFormed: Bool {
        !self.text.isEmpty && self.text.count <= self.limit && !self.text.unicodeScalars.contains { $0.value < 32 }
    }
}
