/// Names that are known, against which what was read is held: agencies, who signs for them, administrative units.
///
/// Recognition errs in the marks of Vietnamese letters more than in the letters, and a name is where nothing else corrects it.
/// What was read is never replaced: a person sees both (R30).
public struct KnownNames: Hashable, Sendable, Codable {
    /// Names of one kind.
    public struct List: Hashable, Sendable, Codable {
        /// Where the names are from, as a person is told: `Danh bạ cơ quan`.
        public var source: String
        /// The fields whose value should be one of them: `organName`.
        public var fields: [String]
        /// The names.
        public var names: [String]

        /// Creates a list.
        public init(source: String, fields: [String], names: [String]) {
            self.source = source
            self.fields = fields
            self.names = names
        }
    }

    /// Least likeness that is worth a person's look. Unit: percent. A letter in five may be wrong, or two in five wrongly marked.
    public static let leastLikeness = 80
    /// Longest name and value that are compared. Unit: characters.
    public static let longest = 200

    /// The lists.
    public var lists: [List]

    /// Creates lists.
    public init(_ lists: [List] = []) { self.lists = lists }

    /// What each value may have been meant to say; nothing for one that is a known name, or like none, or like two.
    public func suggestions(for fields: [PaperField]) -> [FieldSuggestion] { fields.compactMap(self.suggestion) }

    private func suggestion(for field: PaperField) -> FieldSuggestion? {
        let read = NameDistance.letters(field.value)
        guard (1...Self.longest).contains(read.count) else { return nil }
        var best: (name: String, source: String, distance: Int, likeness: Int)?
        var isAmbiguous = false
        for list in self.lists where list.fields.contains(field.name) {
            for name in list.names {
                let letters = NameDistance.letters(name)
                guard letters.count <= Self.longest else { continue }
                let whole = max(read.count, letters.count) * NameDistance.whole
                let most = best?.distance ?? whole * (100 - Self.leastLikeness) / 100
                guard let distance = NameDistance.between(read, letters, most: most) else { continue }
                if distance == 0 { return nil }
                if let best, best.distance == distance {
                    // One name in two lists is no doubt.
                    isAmbiguous = isAmbiguous || best.name != name
                } else {
                    best = (name, list.source, distance, 100 - (100 * distance + whole - 1) / whole)
                    isAmbiguous = false
                }
            }
        }
        guard let best, !isAmbiguous else { return nil }
        return FieldSuggestion(field: field.name, value: best.name, likeness: best.likeness, source: best.source)
    }
}
