/// Makes of DER what older software wrote: lengths that are not told.
public enum BERForm {
    /// The message with the lengths of its outer elements left open, as a program writes that does not know them yet; what is
    /// signed and the certificates stay as they are.
    ///
    /// - Parameters:
    ///   - der: A CMS SignedData, DER.
    ///   - splitting: Whether the signature value is written in two pieces as well.
    public static func opened(_ der: [UInt8], splitting: Bool = false) -> [UInt8] {
        let outer = Self.members(der[...])
        guard outer.count == 2, let message = Self.members(outer[1]).first else { return der }
        let fields = Self.members(message)
        var written: [[UInt8]] = []
        for (index, field) in fields.enumerated() {
            switch field.first {
            case 0xA0: written.append(Self.open(0xA0, Self.members(field).map { Array($0) }))
            case 0x31 where index == fields.count - 1:
                written.append(Self.open(0x31, Self.members(field).map { Self.open(0x30, Self.signer($0, splitting)) }))
            default: written.append(Array(field))
            }
        }
        return Self.open(0x30, [Array(outer[0]), Self.open(0xA0, [Self.open(0x30, written)])])
    }

    /// An element whose length is not told.
    public static func open(_ tag: UInt8, _ members: [[UInt8]]) -> [UInt8] { [tag, 0x80] + members.joined() + [0, 0] }

    private static func signer(_ bytes: ArraySlice<UInt8>, _ splitting: Bool) -> [[UInt8]] {
        Self.members(bytes).map { field in
            guard splitting, field.first == 0x04 else { return Array(field) }
            let value = Self.content(field)
            let half = value.count / 2
            return Self.open(0x24, [value.prefix(half), value.dropFirst(half)].map { [0x04, UInt8($0.count)] + $0 })
        }
    }

    private static func members(_ element: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var rest = Self.content(element)
        var result: [ArraySlice<UInt8>] = []
        while !rest.isEmpty {
            let count = Self.headerCount(rest) + Self.content(rest).count
            result.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return result
    }

    /// The content of the first element.
    private static func content(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let header = Self.headerCount(bytes)
        let first = Int(bytes[bytes.startIndex + 1])
        let digits = bytes.dropFirst(2).prefix(header - 2)
        let length = first < 0x80 ? first : digits.reduce(0) { $0 << 8 | Int($1) }
        return bytes.dropFirst(header).prefix(length)
    }

    private static func headerCount(_ bytes: ArraySlice<UInt8>) -> Int {
        let first = Int(bytes[bytes.startIndex + 1])
        return first < 0x80 ? 2 : 2 + (first & 0x7F)
    }
}
