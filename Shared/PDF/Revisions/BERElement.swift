/// Where the first element of BER bytes ends, found without looking at what it means.
///
/// Older signatures have lengths that are not told but end with two zero bytes, as software writes that does not know how
/// long a signature will be. Nothing is copied, nothing is called again for what lies inside, and it ends on any input.
///
/// Source: X.690, 8.1.
enum BERElement {
    /// Elements within each other; honest signatures have about twenty.
    static let depthLimit = 64

    /// Length of the first element, its header included; `nil` when it does not end within the bytes.
    static func length(_ bytes: [UInt8]) -> Int? {
        // Only elements whose length is not told are open; whatever tells its length is stepped over as a whole.
        var open = 0
        var position = 0
        while true {
            if open > 0, position + 1 < bytes.count, bytes[position] == 0, bytes[position + 1] == 0 {
                position += 2
                open -= 1
            } else {
                guard let header = Self.header(bytes, position) else { return nil }
                position = header.end
                if let length = header.length {
                    guard length <= bytes.count - position else { return nil }
                    position += length
                } else {
                    guard header.isConstructed, open < Self.depthLimit else { return nil }
                    open += 1
                }
            }
            if open == 0 { return position }
        }
    }

    /// The header that begins at a place; its length is `nil` when it is not told.
    private static func header(_ bytes: [UInt8], _ start: Int) -> (end: Int, length: Int?, isConstructed: Bool)? {
        guard start + 1 < bytes.count else { return nil }
        var position = start + 1
        if bytes[start] & 0x1F == 0x1F {
            // No type that a signature knows has a tag of more than four bytes.
            var rest = 4
            while rest > 0, position < bytes.count, bytes[position] & 0x80 != 0 {
                position += 1
                rest -= 1
            }
            guard rest > 0 else { return nil }
            position += 1
        }
        guard position < bytes.count else { return nil }
        let isConstructed = bytes[start] & 0x20 != 0
        let first = Int(bytes[position])
        position += 1
        if first < 0x80 { return (position, first, isConstructed) }
        if first == 0x80 { return (position, nil, isConstructed) }
        let count = first & 0x7F
        guard count <= 4, position + count <= bytes.count else { return nil }
        let length = bytes[position..<(position + count)].reduce(0) { $0 << 8 | Int($1) }
        return (position + count, length, isConstructed)
    }
}
