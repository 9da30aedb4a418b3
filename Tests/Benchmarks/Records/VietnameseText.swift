import Foundation

/// Text of the shape of Vietnamese: syllables of onset, rhyme and tone, drawn by Zipf's law. The same seed gives the same text.
struct VietnameseText: Sendable {
    /// Numbers that look random and are the same in every run (SplitMix64, Steele et al. 2014).
    struct Numbers: RandomNumberGenerator, Sendable {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = self.state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Syllables, the most frequent first.
    let syllables: [String]
    /// Sum of the shares up to each syllable; the last is 1.
    private let sums: [Double]

    /// Makes a vocabulary of 7,000 syllables, about as many as the language uses.
    init() {
        var numbers = Numbers(state: 7)
        var known: Set<String> = []
        var syllables: [String] = []
        while syllables.count < 7_000 {
            let syllable = Self.syllable(&numbers)
            if known.insert(syllable).inserted { syllables.append(syllable) }
        }
        var sums: [Double] = []
        var sum = 0.0
        for rank in 1...syllables.count {
            sum += 1 / Double(rank)
            sums.append(sum)
        }
        self.syllables = syllables
        self.sums = sums.map { $0 / sum }
    }

    /// Some words in a row.
    func words(_ count: Int, _ numbers: inout Numbers) -> String {
        var words: [String] = []
        words.reserveCapacity(count)
        for _ in 0..<count { words.append(self.word(&numbers)) }
        return words.joined(separator: " ")
    }

    private func word(_ numbers: inout Numbers) -> String {
        let share = Double.random(in: 0..<1, using: &numbers)
        var (low, high) = (0, self.sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if self.sums[middle] < share { low = middle + 1 } else { high = middle }
        }
        return self.syllables[low]
    }

    private static let onsets = ["", "b", "c", "ch", "d", "đ", "g", "gi", "h", "k", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"]
    private static let rhymes = [
        "a", "ai", "an", "ang", "anh", "ao", "ap", "at", "ay", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "em", "en", "eo", "ê", "ên",
        "êu", "êt", "i", "ia", "iên", "iêu", "im", "in", "inh", "it", "o", "oa", "oan", "oi", "on", "ong", "ô", "ôi", "ôn", "ông", "ôt", "ơ",
        "ơi", "ơn", "u", "ua", "uân", "ui", "un", "ung", "uy", "ư", "ưa", "ưng", "ươi", "ương", "ươn", "ưt", "y", "yên",
    ]
    private static let tones = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"]

    private static func syllable(_ numbers: inout Numbers) -> String {
        // The lists are never empty.
        let onset = Self.onsets.randomElement(using: &numbers) ?? ""
        let rhyme = Self.rhymes.randomElement(using: &numbers) ?? ""
        let tone = Self.tones.randomElement(using: &numbers) ?? ""
        guard let vowel = rhyme.lastIndex(where: { "aâeêioôơuưy".contains($0) }) else { return onset + rhyme }
        let toned = rhyme[...vowel] + tone + rhyme[rhyme.index(after: vowel)...]
        return (onset + toned).precomposedStringWithCanonicalMapping
    }
}
