/// Numbers as PDF writes them: no exponent, no locale.
enum PDFNumber {
    /// At most four decimals; a value that is no number or out of any page becomes 0.
    static func text(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "0" }
        let scaled = Int((value * 10_000).rounded())
        let whole = abs(scaled) / 10_000
        var decimals = String(abs(scaled) % 10_000 + 10_000).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        let sign = scaled < 0 ? "-" : ""
        return decimals.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(decimals)"
    }

    /// A number filled with zeros from the left.
    static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
