public import Clocks

/// Reads dates as papers write them.
public enum VietnameseDates {
    /// Finds the first date in figures: `05/03/2026`, `5-3-2026` or `ngày 05 tháng 3 năm 2026`.
    public static func first(in words: [String]) -> VietnamDate? {
        for (index, word) in words.enumerated() {
            if let date = self.compact(word) { return date }
            if let date = self.long(words[index...]) { return date }
        }
        return nil
    }

    /// Reads a date in words: `ngày sáu, tháng tám, năm hai nghìn không trăm hai mươi bốn`.
    public static func inWords(_ words: [String]) -> VietnamDate? {
        let folded = words.map(Folding.fold).filter { !$0.isEmpty }
        guard let day = folded.firstIndex(of: "ngay"), let month = folded[day...].firstIndex(of: "thang") else { return nil }
        // The month has at least one word, and that word may be "năm", five.
        guard month + 2 < folded.count, let year = folded[(month + 2)...].firstIndex(of: "nam") else { return nil }
        guard let dayNumber = VietnameseNumbers.value(of: Array(folded[(day + 1)..<month])),
            let monthNumber = VietnameseNumbers.value(of: Array(folded[(month + 1)..<year])),
            let yearNumber = VietnameseNumbers.longestValue(of: Array(folded[(year + 1)...]))
        else { return nil }
        return VietnamDate(year: yearNumber, month: monthNumber, day: dayNumber)
    }

    private static func compact(_ word: String) -> VietnamDate? {
        let parts = word.split { $0 == "/" || $0 == "-" }.map(self.digits)
        guard parts.count == 3, parts[2].count == 4, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return VietnamDate(year: year, month: month, day: day)
    }

    private static func long(_ words: ArraySlice<String>) -> VietnamDate? {
        let window = Array(words.prefix(6))
        guard window.count == 6, Folding.fold(window[0]) == "ngay", Folding.fold(window[2]) == "thang",
            Folding.fold(window[4]) == "nam", let day = Int(self.digits(window[1][...])),
            let month = Int(self.digits(window[3][...])), let year = Int(self.digits(window[5][...]))
        else { return nil }
        return VietnamDate(year: year, month: month, day: day)
    }

    private static func digits(_ text: Substring) -> String { String(text.filter { $0.isASCII && $0.isNumber }) }
}
