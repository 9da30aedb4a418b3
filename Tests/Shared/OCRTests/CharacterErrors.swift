import Foundation

/// Character error rate against the nearest passage, line by line: the order of blocks does not matter.
enum CharacterErrors {
    /// Errors per character of the truth, white space folded.
    static func rate(truth: [String], recognised: [String]) -> Double {
        let text = Array(fold(recognised.joined(separator: " ")).unicodeScalars)
        var errors = 0
        var characters = 0
        for line in truth.map(fold) where !line.isEmpty {
            errors += distanceToNearestPassage(Array(line.unicodeScalars), in: text)
            characters += line.unicodeScalars.count
        }
        return characters == 0 ? 0 : Double(errors) / Double(characters)
    }

    /// Fewest insertions, deletions and substitutions between a line and any passage of a text (Sellers 1980).
    static func distanceToNearestPassage(_ line: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int {
        var column = Array(0...line.count)
        var best = line.count
        for character in text {
            var diagonal = column[0]
            for row in 1...line.count {
                let substituted = diagonal + (line[row - 1] == character ? 0 : 1)
                diagonal = column[row]
                column[row] = min(substituted, diagonal + 1, column[row - 1] + 1)
            }
            best = min(best, column[line.count])
        }
        return best
    }

    private static func fold(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension String {
    /// The text with plain Latin letters, to tell lost accents from lost letters.
    var withoutDiacritics: String {
        let scalars = self.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
        return String(String.UnicodeScalarView(scalars))
            .replacingOccurrences(of: "đ", with: "d").replacingOccurrences(of: "Đ", with: "D")
    }
}
