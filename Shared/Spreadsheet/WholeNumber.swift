/// Reads whole numbers as people write them into cells.
enum WholeNumber {
    /// Reads `4`, `-3`, `12.345`, `12,345`, `12 345`, `4,0`; nil for anything else.
    static func read(_ text: String) -> Int? {
        // No-break spaces group digits as plain ones do.
        let bytes = Array(text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").utf8)
        let sign = bytes.first.map { $0 == 0x2D || $0 == 0x2B } == true ? bytes[0] : nil
        let body = bytes.dropFirst(sign == nil ? 0 : 1)
        guard let digits = Self.digits(body), let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        return sign == 0x2D ? -number : number
    }

    private static func digits(_ body: ArraySlice<UInt8>) -> [UInt8]? {
        let separators: [UInt8] = [0x2C, 0x2E, 0x20]
        let parts = body.split(omittingEmptySubsequences: false) { separators.contains($0) }
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { byte in (0x30...0x39 as ClosedRange<UInt8>).contains(byte) } }) else { return nil }
        let marks = body.filter { separators.contains($0) }
        if Self.areGroups(parts, marks) { return Array(parts.joined()) }
        // The last mark may be the one before the fraction: another one than between the groups, and only zeros behind it.
        guard let last = parts.last, last.count < 3, last.allSatisfy({ $0 == 0x30 }), let mark = marks.last, mark != 0x20,
            !marks.dropLast().contains(mark), Self.areGroups(parts.dropLast(), marks.dropLast())
        else { return nil }
        return Array(parts.dropLast().joined())
    }

    /// Groups of three behind the first, with the same mark between all.
    private static func areGroups(_ parts: some BidirectionalCollection<ArraySlice<UInt8>>, _ marks: some Collection<UInt8>) -> Bool {
        guard let first = parts.first, Set(marks).count <= 1 else { return false }
        return parts.count == 1 || (first.count <= 3 && parts.dropFirst().allSatisfy { $0.count == 3 })
    }
}
