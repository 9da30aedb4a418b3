/// Reads the few words that a cross-reference table is made of.
struct SectionScanner {
    let view: FileView
    var position: Int

    private mutating func skipSpace() {
        while self.position >= 0, self.position < self.view.count, XrefTail.isSpace(self.view[self.position]) { self.position += 1 }
    }

    /// Takes a word if it comes next.
    mutating func take(_ word: String) -> Bool {
        self.skipSpace()
        let bytes = Array(word.utf8)
        guard self.position >= 0, self.position + bytes.count <= self.view.count,
            self.view.withUnsafeBytes(self.position..<(self.position + bytes.count), { $0.elementsEqual(bytes) })
        else { return false }
        self.position += bytes.count
        return true
    }

    /// Takes a whole number of at most 18 digits.
    mutating func number() -> Int? {
        self.skipSpace()
        var value: Int?
        var digits = 0
        while self.position >= 0, self.position < self.view.count, digits <= 18 {
            let byte = self.view[self.position]
            guard byte >= 0x30, byte <= 0x39 else { break }
            value = (value ?? 0) * 10 + Int(byte - 0x30)
            digits += 1
            self.position += 1
        }
        return digits <= 18 ? value : nil
    }
}
