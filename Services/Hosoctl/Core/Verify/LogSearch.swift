/// Looks for what must not stand in a log line.
struct LogSearch: Sendable {
    /// Something that is looked for as it is.
    struct Text: Sendable {
        let kind: Words
        let bytes: [UInt8]
    }

    private let numbers: Set<[UInt8]>
    private let texts: [UInt8: [Text]]

    /// - Parameters:
    ///   - numbers: Identity numbers; found as whole runs of digits only.
    ///   - texts: Names and secrets; empty ones are left out.
    init(numbers: [String], texts: [Text]) {
        self.numbers = Set(numbers.map { Array($0.utf8) })
        self.texts = Dictionary(grouping: texts.filter { !$0.bytes.isEmpty }) { $0.bytes[0] }
    }

    /// What kind of thing stands in a line; nil when nothing does.
    func find(in line: ArraySlice<UInt8>) -> Words? {
        var digits: [UInt8] = []
        for (index, byte) in zip(line.indices, line) {
            if (0x30...0x39).contains(byte) {
                digits.append(byte)
            } else {
                if self.numbers.contains(digits) { return Self.number }
                digits.removeAll(keepingCapacity: true)
            }
            for text in self.texts[byte] ?? [] where line[index...].starts(with: text.bytes) { return text.kind }
        }
        return self.numbers.contains(digits) ? Self.number : nil
    }

    private static let number = Words("số định danh của chủ hồ sơ", "the identity number of an owner")
}
