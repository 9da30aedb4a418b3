/// Reads numbers in words up to the thousands, from folded words.
enum VietnameseNumbers {
    private static let units: [String: Int] = [
        "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    ]

    /// The number all the words make; nil when one of them is none.
    static func value(of words: [String]) -> Int? {
        guard !words.isEmpty else { return nil }
        var (total, group, pending): (Int, Int, Int?) = (0, 0, nil)
        for word in words {
            switch word {
            case "muoi":
                group += (pending ?? 1) * 10
                pending = nil
            case "tram":
                guard let digit = pending else { return nil }
                group += digit * 100
                pending = nil
            case "nghin", "ngan":
                total += (group + (pending ?? 0)) * 1000
                (group, pending) = (0, nil)
            case "le", "linh": continue
            case "mong", "mung": continue
            default:
                guard let unit = self.units[word], pending == nil else { return nil }
                pending = unit
            }
        }
        return total + group + (pending ?? 0)
    }

    /// The number the first words make; what follows is no number.
    static func longestValue(of words: [String]) -> Int? {
        for count in stride(from: words.count, through: 1, by: -1) {
            if let value = self.value(of: Array(words.prefix(count))) { return value }
        }
        return nil
    }
}
