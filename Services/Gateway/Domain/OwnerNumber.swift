/// Numbers that identify owners.
public enum OwnerNumber {
    /// The digits of a personal number (12) or an enterprise code (10 or 13); spaces, dots and dashes are ignored.
    public static func parse(_ text: String) -> String? {
        let digits = text.utf8.filter { $0 != 0x20 && $0 != 0x2E && $0 != 0x2D }
        guard [10, 12, 13].contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return String(decoding: digits, as: UTF8.self)
    }
}
