/// Latin letters without accents, for comparing labels: recognition errs in accents more than in letters.
enum Folding {
    private static let bases: [Character: Character] = {
        let groups: [(Character, String)] = [
            ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"), ("o", "òóỏõọôồốổỗộơờớởỡợ"),
            ("u", "ùúủũụưừứửữự"), ("y", "ỳýỷỹỵ"), ("d", "đ"),
        ]
        var bases: [Character: Character] = [:]
        for (base, letters) in groups { for letter in letters { bases[letter] = base } }
        return bases
    }()

    /// Lower-case letters and digits only, without accents.
    static func fold(_ text: String) -> String {
        String(text.lowercased().compactMap { character -> Character? in
            if let base = self.bases[character] { return base }
            return character.isASCII && (character.isLetter || character.isNumber) ? character : nil
        })
    }

    /// The folded words of a label.
    static func words(_ text: String) -> [String] {
        text.split(separator: " ").map { self.fold(String($0)) }.filter { !$0.isEmpty }
    }

    /// Whether two folded words are the same, or differ by one letter where they are long enough to tell.
    static func matches(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        guard left.count >= 4, left.count == right.count else { return false }
        return zip(left, right).count { $0 != $1 } == 1
    }
}
